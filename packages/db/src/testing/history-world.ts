import { type DecidedResource, fail, pass, unknown } from "@sekinin/responsibility";
import fc from "fast-check";
import type { KnownControl } from "../account/sightings.ts";

/** A resource of a control as one crawl finds it. */
export type Seen = "good" | "bad" | "unread" | "absent";

export type WorldAccount = {
  isListed: boolean;
  isActive: boolean;
  isReadable: boolean;
  parentId: string;
  /** Two resources of each control. */
  readonly resources: Map<string, Seen[]>;
};

/** What there is to be crawled. Plain and mutable: the model and the crawls look at the same one. */
export type World = {
  readonly accounts: Map<string, WorldAccount>;
  readonly units: Map<string, string>;
  catalogue: readonly KnownControl[];
};

const bucket: KnownControl = {
  id: "c-bucket",
  domain: "data-protection",
  severity: "high",
  resourceType: "AWS::S3::Bucket",
};
const instance: KnownControl = {
  id: "c-instance",
  domain: "network",
  severity: "critical",
  resourceType: "AWS::EC2::Instance",
};
const key: KnownControl = { id: "c-key", domain: "network", severity: "medium", resourceType: "AWS::KMS::Key" };
const controlIds = [bucket.id, instance.id, key.id];

/** Controls come, go, weigh otherwise and change their domain. */
const catalogues: readonly (readonly KnownControl[])[] = [
  [bucket, instance],
  [bucket, instance, key],
  [bucket, instance, { ...key, severity: "high" }],
  [bucket, instance, { ...key, domain: "governance" }],
  [instance, key],
];

export const worldAccountIds = ["111111111111", "222222222222", "333333333333"];
const unitIds = ["ou-a", "ou-b", "ou-c"];

export function newWorld(): World {
  return {
    accounts: new Map(
      worldAccountIds.map((id, index) => {
        const resources = new Map(
          controlIds.map((control) => [control, ["good", index === 0 ? "bad" : "good"] as Seen[]]),
        );
        const parentId = unitIds[index] ?? "r-root";
        return [id, { isListed: index < 2, isActive: true, isReadable: true, parentId, resources }];
      }),
    ),
    units: new Map([
      ["ou-a", "r-root"],
      ["ou-b", "r-root"],
      ["ou-c", "ou-a"],
    ]),
    catalogue: catalogues[0] ?? [],
  };
}

const accountId = fc.constantFrom(...worldAccountIds);
const toggle = (kind: "listed" | "active" | "readable") => fc.record({ kind: fc.constant(kind), accountId });
const seen = fc.constantFrom<Seen>("good", "bad", "unread", "absent");

const resourceChange = fc.record({
  kind: fc.constant("resource" as const),
  accountId,
  control: fc.constantFrom(...controlIds),
  index: fc.constantFrom(0, 1),
  seen,
});
const change = fc.oneof(
  { weight: 6, arbitrary: resourceChange },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("move" as const), accountId, to: fc.constantFrom("r-root", ...unitIds) }),
  },
  { weight: 2, arbitrary: toggle("listed") },
  { weight: 2, arbitrary: toggle("active") },
  { weight: 3, arbitrary: toggle("readable") },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("catalogue" as const), index: fc.nat(catalogues.length - 1) }),
  },
  // An OU goes below another one, or away: its accounts hang below the root then.
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("unit" as const), to: fc.constantFrom("ou-a", "ou-b", "gone") }),
  },
);
export type WorldChange = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** One crawl: what has changed since the last one, and how it goes. */
export const anyCrawl = fc.record({
  changes: fc.array(change, { maxLength: 4 }),
  daysLater: fc.constantFrom(0, 1, 1, 3),
  /** Steps of accounts that are done before it is cancelled; null: it completes. */
  cancelledAfter: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(2) }),
  /** Accounts whose step dies once before it commits, and whether the last step does. */
  killed: fc.subarray(worldAccountIds, { maxLength: 1 }),
  isFinaliseKilled: fc.boolean(),
});
export type WorldCrawl = typeof anyCrawl extends fc.Arbitrary<infer T> ? T : never;

const quiet: WorldCrawl = { changes: [], daysLater: 1, cancelledAfter: null, killed: [], isFinaliseKilled: false };
const first = "111111111111";

/** What chance seldom makes: it is told in every run. */
export const certainStories: readonly (readonly WorldCrawl[])[] = [
  // Lost from sight for two crawls, moved meanwhile, seen again by a crawl that is cancelled, and by one that is not.
  [
    quiet,
    { ...quiet, changes: [{ kind: "readable", accountId: first }] },
    { ...quiet, changes: [{ kind: "move", accountId: first, to: "ou-b" }] },
    { ...quiet, changes: [{ kind: "readable", accountId: first }], cancelledAfter: 1 },
    { ...quiet, daysLater: 0, killed: [first], isFinaliseKilled: true },
  ],
  // Frozen by a crawl that is cancelled, active again with the next; then gone for good, and back.
  [
    quiet,
    { ...quiet, changes: [{ kind: "active", accountId: first }], cancelledAfter: 2 },
    { ...quiet, changes: [{ kind: "active", accountId: first }] },
    { ...quiet, changes: [{ kind: "listed", accountId: first }] },
    { ...quiet, changes: [{ kind: "listed", accountId: first }] },
  ],
  // A control weighs otherwise, then belongs to another domain: what was found, mended meanwhile or not, goes with it.
  [
    { ...quiet, changes: [{ kind: "catalogue", index: 1 }] },
    {
      ...quiet,
      changes: [
        { kind: "catalogue", index: 2 },
        { kind: "resource", accountId: first, control: "c-key", index: 1, seen: "good" },
      ],
    },
    { ...quiet, changes: [{ kind: "catalogue", index: 3 }] },
  ],
  // An OU that goes with what is in it, while its account is mended.
  [
    { ...quiet, changes: [{ kind: "move", accountId: first, to: "ou-c" }] },
    {
      ...quiet,
      changes: [
        { kind: "unit", to: "gone" },
        { kind: "resource", accountId: first, control: "c-bucket", index: 1, seen: "good" },
      ],
    },
  ],
];

export function applyChange(world: World, given: WorldChange): void {
  if (given.kind === "catalogue") {
    world.catalogue = catalogues[given.index] ?? world.catalogue;
    return;
  }
  if (given.kind === "unit") {
    if (given.to === "gone") world.units.delete("ou-c");
    else world.units.set("ou-c", given.to);
    return;
  }
  const account = world.accounts.get(given.accountId);
  if (account === undefined) return;
  if (given.kind === "resource") account.resources.get(given.control)?.splice(given.index, 1, given.seen);
  else if (given.kind === "move") account.parentId = given.to;
  else if (given.kind === "listed") account.isListed = !account.isListed;
  else if (given.kind === "active") account.isActive = !account.isActive;
  else account.isReadable = !account.isReadable;
}

export function resourceArn(control: string, index: number): string {
  return `arn:aws:sample:eu-west-1:1:${control}/${index}`;
}

/** What a crawl decides of an account. */
export function decisionsOf(world: World, accountId: string): readonly DecidedResource[] {
  const account = world.accounts.get(accountId);
  if (account === undefined) return [];
  const verdicts = {
    good: pass(),
    bad: fail("is-bad"),
    unread: unknown({ code: "throttled" }),
  };
  return world.catalogue.flatMap(({ id: controlId }): DecidedResource[] => {
    const root = { controlId, region: "global", resource: `arn:aws:iam::${accountId}:root` };
    if (!account.isReadable) return [{ ...root, verdict: unknown({ code: "role-missing" }) }];
    return (account.resources.get(controlId) ?? []).flatMap((state, index) =>
      state === "absent"
        ? []
        : [{ controlId, region: "eu-west-1", resource: resourceArn(controlId, index), verdict: verdicts[state] }],
    );
  });
}
