import { randomUUID } from "node:crypto";
import { emptySums, sumControls, sumDuties } from "@sekinin/posture";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { TenantTransaction } from "../transaction.ts";
import { readDigestSource } from "./read-digest-source.ts";

let postgres: TestDatabase;
let tenantId: string;
const organizationId = "o-1";
const now = new Date("2026-11-24T08:00:00Z");
const hours = (count: number) => new Date(now.getTime() - count * 3_600_000);
const control = { id: "vpc-flow-logs-enabled", domain: "network" } as const;

beforeAll(async () => {
  postgres = await createTestDatabase(inject("postgresAdminUrl"));
  tenantId = (await postgres.createTenant({ name: "Acme" })).id;
  await inTenant(fill);
});
afterAll(() => postgres.drop());

function inTenant<T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return postgres.database.withTenant(tenantId, work);
}

/** Root > a > b, with an account below each OU; the last crawl moved the second account from a to b. */
const tree = [
  ["r-1", "root", ""],
  ["ou-a", "organizational-unit", "r-1"],
  ["ou-b", "organizational-unit", "ou-a"],
  ["111111111111", "account", "ou-a"],
  ["222222222222", "account", "ou-b"],
] as const;

async function crawl(tx: TenantTransaction, connectionId: string, finishedAt: Date | null): Promise<string> {
  const state = finishedAt === null ? "running" : "complete";
  const data = { tenantId, connectionId, organizationId, trigger: "manual", state, finishedAt };
  return (await tx.crawl.create({ data })).id;
}

async function fill(tx: TenantTransaction): Promise<void> {
  const place = { tenantId, organizationId };
  const connection = await tx.connection.create({ data: { tenantId, memberRoleName: "m", externalId: "e" } });
  const old = await crawl(tx, connection.id, hours(300));
  const last = await crawl(tx, connection.id, hours(3));
  const running = await crawl(tx, connection.id, null);
  await tx.organization.create({
    data: {
      ...place,
      connectionId: connection.id,
      managementAccountId: "1",
      partition: "aws",
      rootId: "r-1",
      featureSet: "ALL",
      currentCrawlId: last,
      currentCrawlAt: hours(3),
    },
  });
  const duty = {
    controlId: control.id,
    domain: control.domain,
    severity: "high",
    passed: 1,
    failed: 1,
    unknown: 1,
  } as const;
  for (const [depth, [nodeId, kind, parentId]] of tree.entries()) {
    const posture = { sums: sumDuties([duty]), accounts: 1, worst: {} };
    const node = { nodeId, kind, parentId, name: `Name of ${nodeId}`, depth, accounts: 1 };
    await tx.organizationNode.create({
      data: { ...place, ...node, posture, controls: sumControls([duty], [control]) },
    });
    for (const crawlId of [old, last, running]) {
      const change = {
        ...place,
        nodeId,
        kind,
        crawlId,
        day: hours(0),
        causes: { [crawlId]: {} },
        flows: {},
        moves: {},
      };
      // An account's row counts when the crawl's last step has added it to the OUs above.
      const countedBy = kind === "account" && crawlId !== running ? crawlId : null;
      await tx.postureChange.create({ data: { ...change, countedBy } });
    }
  }
  const state = { ...place, crawlId: last, observedAt: hours(3), sums: emptySums(), controls: {}, calls: 0 };
  await tx.accountState.create({
    data: { ...state, accountId: "222222222222", name: "b", status: "unknown", reason: { code: "role-missing" } },
  });
  await tx.accountState.create({ data: { ...state, accountId: "111111111111", name: "a", status: "current" } });
  ids = { last, old };
}
let ids = { last: "", old: "" };

type Scope = { readonly scopeKind: "organization" | "units" | "accounts" | "assignments"; readonly nodeIds: string[] };

const read = (scope: Scope, since: Date | null = null, teamId: string | null = null) =>
  inTenant((tx) => readDigestSource(tx, { organizationId, teamId, ...scope }, { since, now }));

test.each([
  {
    given: "the organisation",
    scope: { scopeKind: "organization", nodeIds: [] },
    roots: ["r-1"],
    children: ["ou-a"],
    missing: 0,
    unread: 1,
  },
  {
    given: "an OU",
    scope: { scopeKind: "units", nodeIds: ["ou-b"] },
    roots: ["ou-b"],
    children: [],
    missing: 0,
    unread: 1,
  },
  {
    given: "an OU and one below it",
    scope: { scopeKind: "units", nodeIds: ["ou-b", "ou-a"] },
    roots: ["ou-a"],
    children: ["ou-b"],
    missing: 0,
    unread: 1,
  },
  {
    given: "an OU that is gone, and one that is not",
    scope: { scopeKind: "units", nodeIds: ["ou-gone", "ou-b"] },
    roots: ["ou-b"],
    children: [],
    missing: 1,
    unread: 1,
  },
  {
    given: "only what is gone",
    scope: { scopeKind: "units", nodeIds: ["ou-gone"] },
    roots: [],
    children: [],
    missing: 1,
    unread: 0,
  },
  {
    given: "accounts",
    scope: { scopeKind: "accounts", nodeIds: ["111111111111", "222222222222"] },
    roots: ["111111111111", "222222222222"],
    children: [],
    missing: 0,
    unread: 1,
  },
  {
    given: "an account below a chosen OU",
    scope: { scopeKind: "accounts", nodeIds: ["ou-b", "222222222222"] },
    roots: ["ou-b"],
    children: [],
    missing: 0,
    unread: 1,
  },
] as const)("$given: no node twice, none that is gone", async ({ scope, roots, children, missing, unread }) => {
  const source = await read({ ...scope, nodeIds: [...scope.nodeIds] });
  expect(source?.roots.map(({ nodeId }) => nodeId)).toEqual(roots);
  expect(source?.children.map(({ nodeId }) => nodeId)).toEqual(children);
  expect(source?.missingNodes).toBe(missing);
  expect(source?.unread).toEqual(unread === 0 ? [] : [{ code: "role-missing", accounts: unread }]);
  expect(source).toMatchObject({
    crawledAt: hours(3),
    tenant: { name: "Acme" },
    organization: { name: "Name of r-1" },
  });
});

test.each([
  { given: "the last week, without a digest before", since: null, crawls: ["last"] },
  { given: "since before both crawls", since: hours(301), crawls: ["old", "last"] },
  { given: "since the last crawl", since: hours(3), crawls: [] },
  { given: "since just before it", since: hours(3.01), crawls: ["last"] },
] as const)("changes of $given, never of a crawl that still runs", async ({ since, crawls }) => {
  for (const nodeId of ["ou-a", "111111111111"]) {
    const source = await read({ scopeKind: "units", nodeIds: [nodeId] }, since);
    expect(source?.changes?.map(({ causes }) => Object.keys(causes)[0])).toEqual(crawls.map((crawl) => ids[crawl]));
  }
});

test("a team's digest is of what it answers for: where nothing is, there is nothing", async () => {
  const team = await inTenant((tx) => tx.team.create({ data: { tenantId, name: "Network" } }));
  const scope = { scopeKind: "assignments", nodeIds: [] } as const;
  expect(await read({ ...scope, nodeIds: [] }, null, team.id)).toMatchObject({
    roots: [],
    children: [],
    changes: null,
  });
  const assigned = {
    tenantId,
    organizationId,
    nodeId: "r-1",
    subjectKind: "domain",
    subject: "network",
    teamId: team.id,
  };
  await inTenant((tx) => tx.assignment.create({ data: assigned }));
  const source = await read({ ...scope, nodeIds: [] }, null, team.id);
  expect(source?.teamName).toBe("Network");
  expect(source?.roots.map(({ controls }) => Object.keys(controls))).toEqual([[control.id]]);
  expect(source?.roots[0]?.sums.network.failed).toBe(1);
  expect(source?.children.map(({ nodeId }) => nodeId)).toEqual(["ou-a"]);
});

test.each([
  { given: "the OU above the account", said: [["ou-a", "domain", "network", "own"]], unread: 1 },
  { given: "the account itself", said: [["222222222222", "domain", "identity-access", "own"]], unread: 1 },
  { given: "one control there", said: [["ou-b", "control", control.id, "own"]], unread: 1 },
  { given: "another account", said: [["111111111111", "domain", "network", "own"]], unread: 0 },
  {
    given: "all but the OU of the account",
    said: [
      ["r-1", "domain", "network", "own"],
      ["ou-b", "domain", "network", "other"],
    ],
    unread: 0,
  },
  {
    given: "all but the account",
    said: [
      ["ou-a", "domain", "network", "own"],
      ["222222222222", "domain", "network", "other"],
    ],
    unread: 0,
  },
  { given: "nothing", said: [["r-1", "domain", "network", "other"]], unread: 0 },
] as const)(
  "of what could not be read a team is told its own part: it answers for $given",
  async ({ said, unread }) => {
    const source = await inTenant(async (tx) => {
      await tx.assignment.deleteMany({});
      const own = await tx.team.create({ data: { tenantId, name: randomUUID() } });
      const other = await tx.team.create({ data: { tenantId, name: randomUUID() } });
      for (const [nodeId, subjectKind, subject, who] of said) {
        const teamId = { own, other }[who].id;
        await tx.assignment.create({ data: { tenantId, organizationId, nodeId, subjectKind, subject, teamId } });
      }
      const scope = { organizationId, teamId: own.id, scopeKind: "assignments", nodeIds: [] } as const;
      return readDigestSource(tx, scope, { since: null, now });
    });
    expect(source?.unread).toEqual(unread === 0 ? [] : [{ code: "role-missing", accounts: unread }]);
  },
);

test("an organisation that this tenant does not have is nothing", async () => {
  const scope = { organizationId: "o-2", teamId: randomUUID(), scopeKind: "organization", nodeIds: [] } as const;
  expect(await inTenant((tx) => readDigestSource(tx, scope, { since: null, now }))).toBeNull();
});
