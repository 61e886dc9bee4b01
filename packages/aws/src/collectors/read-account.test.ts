import { canaryPrefix } from "@sekinin/aws-sim";
import {
  type AccountFacts,
  accountRootArn,
  controls,
  type DecidedResource,
  decideAccount,
} from "@sekinin/responsibility";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectorActions } from "../permissions/index.ts";
import { readSimulated, unreadIn } from "../testing/read-simulated.ts";
import { type SimulatedAccess, simulatedAccess } from "../testing/simulated-access.ts";

let simulated: SimulatedAccess;
/** Facts of every active account in the Regions where the organisation works, and what was called for them. */
let read: readonly {
  readonly accountId: string;
  readonly facts: AccountFacts;
  readonly actions: ReadonlySet<string>;
}[];
const regions = ["eu-west-1", "us-east-1", "sa-east-1"];

beforeAll(async () => {
  simulated = await simulatedAccess({
    organization: { seed: 11, accounts: 20 },
    access: { limits: { callMs: 5_000 } },
  });
  const all: (typeof read)[number][] = [];
  for (const accountId of activeIds()) {
    simulated.reports.length = 0;
    const { facts } = await readSimulated(simulated, accountId, { regions });
    all.push({ accountId, facts, actions: new Set(simulated.reports.map(({ action }) => action)) });
  }
  read = all;
}, 60_000);
afterAll(() => simulated.close());

function activeIds(): readonly string[] {
  const { organization } = simulated;
  return [...organization.accountIds()].filter((id) => organization.account(id)?.state === "ACTIVE");
}

function decide(facts: AccountFacts): readonly DecidedResource[] {
  return decideAccount(controls, facts, {
    now: new Date().toISOString(),
    accountId: facts.accountId,
    organization: {
      managementAccountId: simulated.managementId,
      rootCredentialsManaged: simulated.organization.rootCredentialsManaged,
    },
  }).filter(({ controlId }) => controlId !== "organizations-scp-enforced");
}

const word = ({ verdict }: DecidedResource) =>
  verdict.verdict === "unknown" ? `unknown ${verdict.reason.code}` : verdict.verdict;

describe("a whole account", () => {
  test("of every active account the verdicts are those that were planted, and few calls are made", async () => {
    const { organization } = simulated;
    const calls: number[] = [];
    for (const accountId of organization.accountIds()) {
      if (organization.account(accountId)?.state !== "ACTIVE") continue;
      const read = await readSimulated(simulated, accountId);
      calls.push(read.calls);
      const decided = new Map(
        decide(read.facts).map((row) => [`${row.controlId} ${row.region} ${row.resource}`, word(row)]),
      );
      const planted = organization
        .plantedOf(accountId)
        .filter(({ controlId }) => controlId !== "organizations-scp-enforced")
        .map(
          ({ controlId, region, resource, verdict, reason }) =>
            [
              `${controlId} ${region ?? "global"} ${resource ?? accountRootArn("aws", accountId)}`,
              verdict === "unknown" ? `unknown ${reason}` : verdict,
            ] as const,
        );
      expect(Object.fromEntries([...decided].toSorted())).toEqual(Object.fromEntries(planted.toSorted()));
    }
    expect(calls.length).toBeGreaterThan(10);
    // Without the administrator's list of GuardDuty members, which saves another two a Region.
    expect(calls.reduce((sum, count) => sum + count, 0) / calls.length).toBeLessThanOrEqual(200);
  }, 120_000);

  test("no secret, address or number leaves it", () => {
    const environments = activeIds().flatMap((id) =>
      [...(simulated.organization.account(id)?.contents().regions.values() ?? [])].flatMap(({ functions }) =>
        functions.map(({ configuration }) => configuration.Environment),
      ),
    );
    const text = JSON.stringify(read.map(({ facts }) => facts));
    // They are there, and the facts know which variables they are in.
    expect(JSON.stringify(environments)).toContain(canaryPrefix);
    expect(text).toContain('"detector":');
    expect(text).not.toContain(canaryPrefix);
    expect(text).not.toContain("security@");
    expect(text).not.toContain("+353");
  });

  test("the tenant's list cuts the account's Regions and adds none", async () => {
    const { facts } = await readSimulated(simulated, simulated.memberId, { regions: ["eu-west-1", "xx-north-9"] });
    expect(facts.regions).toEqual({ status: "read", value: ["eu-west-1"] });
    expect(new Set(facts.listings.map(({ region }) => region))).toEqual(new Set(["global", "eu-west-1"]));
  });

  test("GuardDuty's administrator answers for its members, and only for them", async () => {
    const organization = (members: readonly string[]) => ({
      rootCredentialsManaged: null,
      guardDutyMembers: { "eu-west-1": { status: "read", value: members } as const },
      unread: [],
    });
    const readWith = async (members: readonly string[]) => {
      simulated.reports.length = 0;
      const { facts } = await readSimulated(simulated, simulated.memberId, {
        regions: ["eu-west-1"],
        organization: organization(members),
      });
      const listing = facts.listings.find(({ resourceType }) => resourceType === "AWS::GuardDuty::Detector");
      return { listing, asked: simulated.reports.some(({ action }) => action === "guardduty:ListDetectors") };
    };
    expect(await readWith([simulated.memberId])).toMatchObject({
      asked: false,
      listing: { resources: { value: [{ source: "administrator" }] } },
    });
    expect(await readWith(["999999999999"])).toMatchObject({
      asked: true,
      listing: { resources: { value: [{ source: "detector" }] } },
    });
  });
});

const keyOf = ({ controlId, region, resource }: DecidedResource) => `${controlId} ${region} ${resource}`;

/** Lists that a control counts without judging them. */
const alsoReads: Readonly<Record<string, readonly string[]>> = {
  "backup-plan-exists": ["ec2:DescribeInstances", "rds:DescribeDBInstances"],
};

/** Actions without which the collector has another way to the same facts, or loses a mere saving. */
const spared: Readonly<Record<string, string>> = {
  "account:ListRegions": "EC2 tells the Regions, too",
  "ec2:DescribeRegions": "asked only where ListRegions is refused",
  "kms:ListAliases": "then every key is described",
  "s3:GetBucketLocation": "the list tells each bucket's Region",
  "guardduty:ListMembers": "asked for the organisation, not for an account",
};

describe("one action denied", () => {
  const actions = Object.values(collectorActions).flat();
  const operations: Readonly<Record<string, { service: string; operation: string }>> = {
    "s3:ListAllMyBuckets": { service: "s3", operation: "ListBuckets" },
    "s3:GetAccountPublicAccessBlock": { service: "s3control", operation: "GetPublicAccessBlock" },
  };

  test.each(actions)("%s: what needs it is unknown and says so, the rest is as before", async (action) => {
    const asked = read.find((account) => account.actions.has(action));
    expect(asked !== undefined || action in spared).toBe(true);
    if (asked === undefined) return;
    const [service = "", operation = ""] = action.split(":");
    simulated.simulator.setFaults({
      rules: [{ effect: { kind: "deny" }, ...(operations[action] ?? { service, operation }) }],
    });
    const { facts } = await readSimulated(simulated, asked.accountId, { regions });
    simulated.simulator.setFaults({ rules: [] });
    const before = new Set(unreadIn(asked.facts).map(({ at }) => at));
    const missing = unreadIn(facts).filter(({ at }) => !before.has(at));
    const reasons = new Set(missing.map((gap) => `${gap.code} ${gap.action}`));
    expect([...reasons]).toEqual(action in spared ? [] : [`access-denied ${action}`]);
    const now = new Map(decide(facts).map((row) => [keyOf(row), word(row)]));
    for (const row of decide(asked.facts)) {
      const verdict = now.get(keyOf(row));
      if (verdict === word(row)) continue;
      const reads = controls.find(({ id }) => id === row.controlId)?.reads ?? [];
      expect([...reads, ...(alsoReads[row.controlId] ?? [])]).toContain(action);
      expect([undefined, "unknown access-denied"]).toContain(verdict);
    }
  });

  test("both lists of Regions denied: no Region is known, what is global is", async () => {
    simulated.simulator.setFaults({
      rules: [
        { effect: { kind: "deny" }, service: "account", operation: "ListRegions" },
        { effect: { kind: "deny" }, service: "ec2", operation: "DescribeRegions" },
      ],
    });
    const { facts } = await readSimulated(simulated, simulated.memberId);
    simulated.simulator.setFaults({ rules: [] });
    expect(facts.regions).toMatchObject({
      status: "unread",
      reason: { code: "access-denied", action: "ec2:DescribeRegions" },
    });
    expect(new Set(facts.listings.map(({ region }) => region))).toEqual(new Set(["global"]));
  });
});
