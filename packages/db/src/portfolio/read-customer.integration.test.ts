import { addControlSums, cellOf, overallSum, sumControls, sumsOfControls } from "@sekinin/posture";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import {
  createOperator,
  createTeam,
  grantOperator,
  readCustomer,
  setAssignment,
  type TenantTransaction,
} from "../index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { type SampleCrawl, sampleCrawl } from "../testing/sample-crawl.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;
let operatorId: string;
let round = 0;
const now = new Date("2026-11-24T12:00:00Z");
const actor = { kind: "command-line", id: null } as const;
const root = { id: "iam-root-mfa", domain: "identity-access" } as const;
const ssh = { id: "ec2-security-group-ssh-not-open", domain: "network" } as const;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
beforeEach(async () => {
  round += 1;
  crawl = await sampleCrawl(databases.database, (await databases.createTenant({ zone: "Asia/Tokyo" })).id);
  const made = await databases.database.withSystem((tx) => createOperator(tx, { slug: `p-${round}`, name: "P" }));
  operatorId = made.id;
});

const within = <T>(work: (tx: TenantTransaction) => Promise<T>, tenantId = crawl.tenantId) =>
  databases.database.withTenant(tenantId, work);
const read = (tenantId = crawl.tenantId, asker = operatorId) =>
  within((tx) => readCustomer(tx, { operatorId: asker, now }), tenantId);

function controlsOf(failed: number) {
  const duties = [root, ssh].map(({ id, domain }) => ({
    controlId: id,
    domain,
    severity: "critical" as const,
    passed: 1,
    failed,
    unknown: 0,
  }));
  return sumControls(duties, [root, ssh]);
}

const rootControls = addControlSums(controlsOf(1), controlsOf(2));

/** A root with one OU; the OU has one account of its two. */
async function finished() {
  const { tenantId, organizationId, crawlId } = crawl;
  const key = { tenantId, organizationId };
  await within(async (tx) => {
    await tx.organization.updateMany({ data: { currentCrawlId: crawlId, currentCrawlAt: now } });
    for (const [nodeId, parentId, controls] of [
      ["r-root", "", rootControls],
      ["ou-a", "r-root", controlsOf(2)],
    ] as const) {
      await tx.organizationNode.create({
        data: {
          ...key,
          nodeId,
          parentId,
          kind: parentId === "" ? "root" : "organizational-unit",
          name: nodeId,
          depth: parentId === "" ? 0 : 1,
          accounts: 2,
          posture: { sums: sumsOfControls(controls) },
          controls,
        },
      });
    }
    for (const [day, failed, unreadAccounts] of [
      ["2026-11-01", 9, 0],
      ["2026-11-17", 4, 0],
      ["2026-11-20", 3, 1],
    ] as const) {
      const sums = sumsOfControls(controlsOf(failed));
      const row = { nodeId: "r-root", day: new Date(day), kind: "root", crawlId, accounts: 2, sums, worst: {} };
      await tx.postureRollup.create({ data: { ...key, ...row, unreadAccounts } });
    }
    for (const day of ["2026-11-17", "2026-11-20"]) {
      const causes = { mended: { network: { met: 1, known: 0, total: 0 } } };
      const row = { nodeId: "r-root", kind: "root", causes, flows: {} };
      await tx.postureChange.create({ data: { ...key, ...row, day: new Date(day), crawlId: crypto.randomUUID() } });
    }
  });
}

test("before any crawl there is a connection and nothing else", async () => {
  const { id } = await databases.createTenant();
  expect(await read(id)).toEqual({
    organizations: [],
    partial: null,
    connections: [],
    crawl: null,
    digest: null,
    taken: { subjects: 0, controls: {} },
  });
});

test("before the first complete crawl it says how many accounts were read", async () => {
  await within((tx) =>
    tx.accountState.create({
      data: {
        tenantId: crawl.tenantId,
        organizationId: crawl.organizationId,
        accountId: "1",
        name: "n",
        status: "current",
        crawlId: crawl.crawlId,
        observedAt: now,
        sums: {},
        calls: 0,
      },
    }),
  );
  expect(await read()).toMatchObject({
    organizations: [],
    partial: { organizations: 1, accountsRead: 1 },
    crawl: { id: crawl.crawlId, state: "running", at: expect.any(Date) },
    connections: ["draft"],
  });
});

describe("after a complete crawl", () => {
  beforeEach(finished);

  test("it is the root's sums, what they were a week ago by the tenant's calendar, and the changes since", async () => {
    const { organizations, partial } = await read();
    expect(partial).toBeNull();
    expect(organizations).toHaveLength(1);
    const [one] = organizations;
    expect(one).toMatchObject({ organizationId: crawl.organizationId, accounts: 2, unreadAccounts: 1 });
    expect(one?.controls).toEqual(rootControls);
    expect(one?.sums).toEqual(sumsOfControls(rootControls));
    // 24 November in Tokyo: a week before is the 17th, whose own change is in its state already.
    expect(one?.before).toEqual(sumsOfControls(controlsOf(4)));
    expect(one?.changes.map(({ day }) => day)).toEqual(["2026-11-20"]);
    expect(cellOf(overallSum(sumsOfControls(one?.controls ?? {}))).score).toBeCloseTo(5 / 12);
  });

  test("the last digest is the newest mail of that kind", async () => {
    await within(async (tx) => {
      const mail = { tenantId: crawl.tenantId, recipientId: crypto.randomUUID() };
      const made = [
        { kind: "digest", period: "2026-11-16", state: "sent", plannedAt: new Date("2026-11-16T08:00:00Z") },
        { kind: "digest", period: "2026-11-23", state: "refused", plannedAt: new Date("2026-11-23T08:00:00Z") },
        { kind: "team-confirmation", period: "x", state: "sent", plannedAt: new Date("2026-11-24T08:00:00Z") },
      ];
      for (const data of made) await tx.outboxMail.create({ data: { ...mail, ...data } });
    });
    expect((await read()).digest).toEqual({ state: "refused", at: new Date("2026-11-23T08:00:00Z") });
  });

  test("what the asking operator has taken on is its own alone", async () => {
    const other = await databases.database.withSystem((tx) =>
      createOperator(tx, { slug: `o-${round}`, name: "Other" }),
    );
    const place = { actor, organizationId: crawl.organizationId };
    await within(async (tx) => {
      for (const id of [operatorId, other.id]) await grantOperator(tx, { operatorId: id, role: "owner" });
      const team = await createTeam(tx, { actor, name: "T", email: null });
      const mine = { kind: "partner", operatorId } as const;
      const theirs = { kind: "partner", operatorId: other.id } as const;
      await setAssignment(tx, { ...place, nodeId: "r-root", subjectKind: "domain", subject: "network", party: mine });
      await setAssignment(tx, {
        ...place,
        nodeId: "ou-a",
        subjectKind: "control",
        subject: ssh.id,
        party: { kind: "team", id: team.id },
      });
      const identity = { subjectKind: "domain", subject: "identity-access" } as const;
      await setAssignment(tx, { ...place, ...identity, nodeId: "ou-a", party: theirs });
    });
    const { taken } = await read();
    expect(taken.subjects).toBe(1);
    expect(taken.controls).toEqual({ [ssh.id]: controlsOf(1)[ssh.id] });
    const whole = await read(crawl.tenantId, other.id);
    expect(whole.taken.subjects).toBe(1);
    expect(whole.taken.controls[root.id]).toMatchObject({ failed: 2 });
    expect((await read(crawl.tenantId, crypto.randomUUID())).taken).toEqual({ subjects: 0, controls: {} });
  });

  test("takes three statements", async () => {
    let statements = 0;
    await within(async (tx) => {
      await createTeam(tx, { actor, name: "T", email: null });
      const team = (await tx.team.findMany())[0]?.id ?? "";
      const said = { actor, organizationId: crawl.organizationId, nodeId: "r-root" } as const;
      await setAssignment(tx, {
        ...said,
        subjectKind: "domain",
        subject: "network",
        party: { kind: "team", id: team },
      });
      const counting = new Proxy(tx, {
        get(target, name, receiver) {
          if (name === "$queryRaw") statements += 1;
          return Reflect.get(target, name, receiver) as unknown;
        },
      });
      await readCustomer(counting, { operatorId, now });
    });
    expect(statements).toBe(3);
  });

  test("another tenant sees none of it", async () => {
    const { id } = await databases.createTenant();
    expect(JSON.stringify(await read(id))).not.toContain(crawl.organizationId);
  });
});
