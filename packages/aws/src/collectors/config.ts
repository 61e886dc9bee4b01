import {
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from "@aws-sdk/client-config-service";
import { accountRootArn, type ConfigurationRecording, type Listing, type Reading } from "@sekinin/responsibility";
import { type CollectorContext, callIn, listingOf, readingOf, required } from "./collector-context.ts";
import { configService } from "./services.ts";

type Recorder = ConfigurationRecording["recorders"][number];

/** Recorders of AWS Config in one Region; their state is asked for only where there are any. */
export function collectConfig(context: CollectorContext, region: string): Promise<Listing> {
  const action = "config:DescribeConfigurationRecorders";
  const { partition, accountId } = context.session;
  return listingOf("AWS::Config::ConfigurationRecorder", region, action, async () => {
    const answer = await callIn(context, configService, region, action, (client, options) =>
      client.send(new DescribeConfigurationRecordersCommand({}), options),
    );
    const found = required(answer.ConfigurationRecorders, action);
    const statuses = found.length === 0 ? null : await readStatuses(context, region);
    const recorders = found.map((recorder) => recorderOf(recorder, statuses));
    return [{ arn: accountRootArn(partition, accountId), region, recorders }];
  });
}

function readStatuses(
  context: CollectorContext,
  region: string,
): Promise<Reading<readonly ConfigurationRecorderStatus[]>> {
  const action = "config:DescribeConfigurationRecorderStatus";
  return readingOf(action, async () => {
    const answer = await callIn(context, configService, region, action, (client, options) =>
      client.send(new DescribeConfigurationRecorderStatusCommand({}), options),
    );
    return required(answer.ConfigurationRecordersStatus, action);
  });
}

function recorderOf(
  recorder: ConfigurationRecorder,
  statuses: Reading<readonly ConfigurationRecorderStatus[]> | null,
): Recorder {
  const name = required(recorder.name, "config:DescribeConfigurationRecorders");
  const group = recorder.recordingGroup;
  // The customer's own recorder has no service principal; those of services record what the service needs.
  return {
    name,
    isServiceLinked: recorder.servicePrincipal !== undefined && recorder.servicePrincipal !== "",
    recordsAllSupported:
      group?.allSupported === true || group?.recordingStrategy?.useOnly === "ALL_SUPPORTED_RESOURCE_TYPES",
    status: statusOf(name, statuses),
  };
}

function statusOf(name: string, statuses: Reading<readonly ConfigurationRecorderStatus[]> | null): Recorder["status"] {
  const action = "config:DescribeConfigurationRecorderStatus";
  if (statuses === null) return { status: "unread", reason: { code: "not-collected", action } };
  if (statuses.status === "unread") return statuses;
  const found = statuses.value.find((status) => status.name === name);
  if (found?.recording === undefined) return { status: "unread", reason: { code: "value-unreadable", action } };
  return {
    status: "read",
    value: {
      recording: found.recording,
      lastStatus: found.lastStatus ?? null,
      lastStartTime: found.lastStartTime?.toISOString() ?? null,
    },
  };
}
