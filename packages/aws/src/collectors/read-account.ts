import type { AccountFacts, Listing, Reading } from "@sekinin/responsibility";
import type { OrganizationFacts } from "../organization-facts.ts";
import type { AwsSession } from "../session/open-session.ts";
import { collectAccount, readRegions } from "./account.ts";
import { collectBackup, protectableOf } from "./backup.ts";
import { collectCloudTrail } from "./cloudtrail.ts";
import { type CollectorContext, DeadlinePassed } from "./collector-context.ts";
import { collectConfig } from "./config.ts";
import { collectEc2 } from "./ec2.ts";
import { readVpcs } from "./ec2-vpcs.ts";
import { collectGuardDuty } from "./guardduty.ts";
import { collectIam } from "./iam.ts";
import { collectKms } from "./kms.ts";
import { collectLambda } from "./lambda.ts";
import { collectRds } from "./rds.ts";
import { collectS3 } from "./s3.ts";

export type AccountRequest = {
  /** The tenant's list of Regions; null: all that the account has enabled. */
  readonly regions: readonly string[] | null;
  readonly organization: OrganizationFacts | null;
  /** Ends the reading at once: `readAccount` rejects with its reason. */
  readonly signal: AbortSignal;
  /** Seconds for the whole account; what is not read by then is unread: timeout. */
  readonly seconds: number;
};

/**
 * Everything that the controls need of one account, all collectors side by side. It never fails for what AWS answers
 * or does not: that is in the facts.
 */
export async function readAccount(session: AwsSession, request: AccountRequest): Promise<AccountFacts> {
  const controller = new AbortController();
  const onAbort = () => controller.abort(request.signal.reason);
  if (request.signal.aborted) onAbort();
  request.signal.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => controller.abort(new DeadlinePassed()), request.seconds * 1_000);
  try {
    return await collectAll({ session, signal: controller.signal }, request);
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener("abort", onAbort);
  }
}

async function collectAll(context: CollectorContext, request: AccountRequest): Promise<AccountFacts> {
  const regions = readRegions(context, request.regions);
  const listings = await Promise.all([
    collectAccount(context),
    collectS3(context),
    collectIam(context),
    regions.then((found) => collectCloudTrail(context, found.status === "read" ? found.value : [])),
    regions.then((found) => collectRegions(context, found, request.organization)),
  ]);
  return {
    accountId: context.session.accountId,
    partition: context.session.partition,
    observedAt: new Date().toISOString(),
    regions: await regions,
    listings: listings.flat(),
  };
}

async function collectRegions(
  context: CollectorContext,
  regions: Reading<readonly string[]>,
  organization: OrganizationFacts | null,
): Promise<readonly Listing[]> {
  // Without the list of Regions their listings are missing, which controls take for unknown.
  if (regions.status === "unread") return [];
  const listings = await Promise.all(regions.value.map((region) => collectRegion(context, region, organization)));
  return listings.flat();
}

async function collectRegion(
  context: CollectorContext,
  region: string,
  organization: OrganizationFacts | null,
): Promise<readonly Listing[]> {
  const vpcs = readVpcs(context, region);
  const ec2 = collectEc2(context, region, vpcs);
  const rds = collectRds(context, region, vpcs);
  const protectable = Promise.all([ec2, rds]).then(([found, databases]) =>
    protectableOf(
      found.find(({ resourceType }) => resourceType === "AWS::EC2::Instance"),
      databases,
    ),
  );
  // When the step is given up before the plans are listed, nobody waits for this any more.
  protectable.catch(() => {});
  const [listings, ...others] = await Promise.all([
    ec2,
    rds,
    collectLambda(context, region),
    collectConfig(context, region),
    collectGuardDuty(context, region, organization),
    collectKms(context, region),
    collectBackup(context, region, protectable),
  ]);
  return [...listings, ...others];
}
