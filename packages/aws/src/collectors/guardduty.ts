import { GetDetectorCommand, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { accountRootArn, type Listing, type ThreatDetection } from "@sekinin/responsibility";
import type { OrganizationFacts } from "../organization-facts.ts";
import { type CollectorContext, callIn, listingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { guardDutyService } from "./services.ts";

/**
 * GuardDuty of one Region. A member that the administrator lists as enabled is believed to be so; all others, and all
 * where there is no such list, are asked themselves.
 */
export function collectGuardDuty(
  context: CollectorContext,
  region: string,
  facts: OrganizationFacts | null,
): Promise<Listing> {
  const { partition, accountId } = context.session;
  return listingOf("AWS::GuardDuty::Detector", region, "guardduty:ListDetectors", async () => {
    const arn = accountRootArn(partition, accountId);
    const members = facts?.guardDutyMembers[region];
    if (members?.status === "read" && members.value.includes(accountId)) {
      return [{ arn, region, detectors: [{ id: "member", enabled: true }], source: "administrator" }];
    }
    return [{ arn, region, detectors: await detectors(context, region), source: "detector" }];
  });
}

async function detectors(context: CollectorContext, region: string): Promise<ThreatDetection["detectors"]> {
  const ids = await detectorIds(context, region);
  const action = "guardduty:GetDetector";
  return Promise.all(
    ids.map(async (id) => {
      const answer = await callIn(context, guardDutyService, region, action, (client, options) =>
        client.send(new GetDetectorCommand({ DetectorId: id }), options),
      );
      return { id, enabled: required(answer.Status, action) === "ENABLED" };
    }),
  );
}

/** Ids of the detectors of one Region; AWS allows one. Throws AwsRefusal. */
export function detectorIds(context: CollectorContext, region: string): Promise<readonly string[]> {
  const action = "guardduty:ListDetectors";
  return readPages(
    context,
    action,
    async (NextToken) => {
      const answer = await callIn(context, guardDutyService, region, action, (client, options) =>
        client.send(new ListDetectorsCommand({ MaxResults: 50, NextToken }), options),
      );
      return { items: answer.DetectorIds, next: answer.NextToken };
    },
    (id) => id,
  );
}
