import type { Control, DecisionContext } from "./control.ts";
import { type AccountFacts, type Listing, placeOfType, type ResourceType } from "./facts/index.ts";
import type { UnreadReason } from "./reading.ts";
import { unknown, type Verdict } from "./verdict.ts";

/** One control's verdict on one resource; an unread list is one such row with the account's root ARN. */
export type DecidedResource = {
  readonly controlId: string;
  readonly region: string;
  readonly resource: string;
  readonly verdict: Verdict;
};

/** The resource that stands for a whole account: in duties of an account or Region, and where a list was not read. */
export function accountRootArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

/**
 * Every control of `controls` on every resource of its type; what was not listed is unknown, never absent.
 * No two rows share control, Region and resource: a resource that was listed twice counts once, with its worst verdict.
 */
export function decideAccount(
  controls: readonly Control[],
  facts: AccountFacts,
  context: DecisionContext,
): readonly DecidedResource[] {
  const listings = groupByType(facts.listings);
  const isManagementAccount = context.accountId === context.organization.managementAccountId;
  const rows = new Map<string, DecidedResource>();
  for (const control of controls) {
    if (!appliesTo(control, isManagementAccount)) continue;
    for (const row of decideControl(control, listings.get(control.resourceType) ?? [], facts, context)) {
      const key = `${row.controlId}\n${row.region}\n${row.resource}`;
      const earlier = rows.get(key);
      if (earlier === undefined || rank[row.verdict.verdict] < rank[earlier.verdict.verdict]) rows.set(key, row);
    }
  }
  return [...rows.values()];
}

function groupByType(listings: readonly Listing[]): ReadonlyMap<ResourceType, readonly Listing[]> {
  const groups = new Map<ResourceType, Listing[]>();
  for (const listing of listings) {
    const group = groups.get(listing.resourceType);
    if (group === undefined) groups.set(listing.resourceType, [listing]);
    else group.push(listing);
  }
  return groups;
}

const rank: Readonly<Record<Verdict["verdict"], number>> = { fail: 0, unknown: 1, pass: 2, "not-applicable": 3 };

/** The organisation's own duties are judged once, in its management account. */
function appliesTo(control: Control, isManagementAccount: boolean): boolean {
  return placeOfType[control.resourceType] !== "organization" || isManagementAccount;
}

function* decideControl(
  control: Control,
  listings: readonly Listing[],
  facts: AccountFacts,
  context: DecisionContext,
): Iterable<DecidedResource> {
  const root = accountRootArn(facts.partition, facts.accountId);
  const undecided = (region: string, reason: UnreadReason): DecidedResource => ({
    controlId: control.id,
    region,
    resource: root,
    verdict: unknown(reason),
  });
  const standsForAll = control.scope === "account" || control.scope === "region";
  for (const { region, resources } of listings) {
    if (resources.status === "unread") {
      yield undecided(region, resources.reason);
      continue;
    }
    // An account or Region always has its one setting, so an empty list is a gap of the reading.
    if (standsForAll && resources.value.length === 0) yield undecided(region, notCollected);
    for (const resource of resources.value) {
      yield {
        controlId: control.id,
        region: resource.region,
        resource: standsForAll ? root : resource.arn,
        verdict: decideSafely(control, resource, context),
      };
    }
  }
  for (const { region, reason } of missingPlaces(control, listings, facts)) yield undecided(region, reason);
}

const notCollected: UnreadReason = { code: "not-collected" };

/** One fact with a shape that nobody foresaw must not cost the verdicts on all the others. */
function decideSafely(control: Control, resource: Parameters<Control["decide"]>[0], context: DecisionContext): Verdict {
  try {
    return control.decide(resource, context);
  } catch {
    return unknown({ code: "value-unreadable", detail: "decision-failed" });
  }
}

function missingPlaces(
  control: Control,
  listings: readonly Listing[],
  facts: AccountFacts,
): readonly { region: string; reason: UnreadReason }[] {
  if (placeOfType[control.resourceType] !== "region")
    return listings.length === 0 ? [{ region: "global", reason: notCollected }] : [];
  // Without the list of Regions nobody knows how many duties are missing: they count as one.
  if (facts.regions.status === "unread") return [{ region: "global", reason: facts.regions.reason }];
  const listed = new Set(listings.map(({ region }) => region));
  return facts.regions.value
    .filter((region) => !listed.has(region))
    .map((region) => ({ region, reason: notCollected }));
}

/** Every control unknown for one reason: an account that could not be entered at all. */
export function undecidedAccount(
  controls: readonly Control[],
  accountId: string,
  partition: string,
  reason: UnreadReason,
  isManagementAccount: boolean,
): readonly DecidedResource[] {
  const resource = accountRootArn(partition, accountId);
  return controls
    .filter((control) => appliesTo(control, isManagementAccount))
    .map(({ id }) => ({ controlId: id, region: "global", resource, verdict: unknown(reason) }));
}
