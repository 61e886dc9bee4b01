import {
  type AdvancedEventSelector,
  type Trail as AwsTrail,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsResponse,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { accountRootArn, type Listing, type Reading, read, type TrailCoverage } from "@sekinin/responsibility";
import { type CollectorContext, callIn, listingOf, readingOf, required } from "./collector-context.ts";
import { cloudTrailService, globalRegionOf } from "./services.ts";

type Trail = TrailCoverage["trails"][number];

/**
 * Trails as one Region shows them: a trail of all Regions shows everywhere, as a shadow. Only such trails are asked for
 * their state, since no other can be the one that is sought.
 */
export function collectCloudTrail(context: CollectorContext, regions: readonly string[]): Promise<readonly Listing[]> {
  const { partition, accountId } = context.session;
  const usual = globalRegionOf(partition);
  const region = regions.includes(usual) ? usual : (regions[0] ?? usual);
  const action = "cloudtrail:DescribeTrails";
  const listing = listingOf("AWS::CloudTrail::Trail", "global", action, async () => {
    const answer = await callIn(context, cloudTrailService, region, action, (client, options) =>
      client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options),
    );
    const trails = await Promise.all(
      required(answer.trailList, action).map((trail) => readTrail(context, region, trail)),
    );
    return [{ arn: accountRootArn(partition, accountId), region: "global", trails }];
  });
  return Promise.all([listing]);
}

async function readTrail(context: CollectorContext, region: string, trail: AwsTrail): Promise<Trail> {
  const action = "cloudtrail:DescribeTrails";
  const arn = required(trail.TrailARN, action);
  const isMultiRegion = required(trail.IsMultiRegionTrail, action);
  const home = trail.HomeRegion ?? region;
  const [isLogging, recordsAllManagementEvents] = await Promise.all([
    isMultiRegion ? isLoggingOf(context, home, arn) : read(false),
    isMultiRegion ? recordsAll(context, home, arn) : read(false),
  ]);
  return {
    arn,
    isMultiRegion,
    isOrganizationTrail: trail.IsOrganizationTrail ?? false,
    isLogging,
    recordsAllManagementEvents,
  };
}

function isLoggingOf(context: CollectorContext, region: string, arn: string): Promise<Reading<boolean>> {
  const action = "cloudtrail:GetTrailStatus";
  return readingOf(action, async () => {
    const answer = await callIn(context, cloudTrailService, region, action, (client, options) =>
      client.send(new GetTrailStatusCommand({ Name: arn }), options),
    );
    return required(answer.IsLogging, action);
  });
}

function recordsAll(context: CollectorContext, region: string, arn: string): Promise<Reading<boolean>> {
  const action = "cloudtrail:GetEventSelectors";
  return readingOf(action, async () => {
    const answer = await callIn(context, cloudTrailService, region, action, (client, options) =>
      client.send(new GetEventSelectorsCommand({ TrailName: arn }), options),
    );
    return recordsAllManagementEvents(answer);
  });
}

/** Whether one selector takes management events, read and write. Sources that it leaves out (KMS, RDS Data) do not count. */
export function recordsAllManagementEvents(
  selectors: Pick<GetEventSelectorsResponse, "EventSelectors" | "AdvancedEventSelectors">,
): boolean {
  const plain = selectors.EventSelectors ?? [];
  const advanced = selectors.AdvancedEventSelectors ?? [];
  return (
    plain.some(
      ({ ReadWriteType, IncludeManagementEvents }) => IncludeManagementEvents === true && ReadWriteType === "All",
    ) || advanced.some(takesManagementEvents)
  );
}

function takesManagementEvents({ FieldSelectors }: AdvancedEventSelector): boolean {
  const fields = FieldSelectors ?? [];
  const category = fields.find(({ Field }) => Field === "eventCategory");
  // Any other filter than by source narrows what is recorded.
  const narrowing = fields.some(({ Field }) => Field !== "eventCategory" && Field !== "eventSource");
  const bySource = fields.find(({ Field }) => Field === "eventSource");
  const onlySome = (bySource?.Equals ?? bySource?.StartsWith ?? bySource?.EndsWith ?? []).length > 0;
  return category?.Equals?.includes("Management") === true && !narrowing && !onlySome;
}
