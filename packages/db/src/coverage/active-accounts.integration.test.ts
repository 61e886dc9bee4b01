import { emptySums } from "@sekinin/posture";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as db from "../index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { sampleCoverage, sampleCoverageNodes, sampleOutcome } from "../testing/sample-coverage.ts";
import { type SampleCrawl, sampleCrawl, sampleTree } from "../testing/sample-crawl.ts";

const active = "111111111111";
const suspended = "222222222222";
const objectiveId = "cloudtrail-off";
const at = new Date("2026-11-02T03:00:00Z");
const day = "2026-11-02";

let databases: TestDatabase;
let crawl: SampleCrawl;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
  const outcomes = { [objectiveId]: sampleOutcome("none") };
  const coverage = sampleCoverage({ open: { accounts: [active, suspended], outcomes } });
  const counted = sampleCoverage({ open: { accounts: [active], outcomes } });
  const nodes = sampleTree(new Map([active, suspended].map((id) => [id, emptySums()]))).map((node) => {
    if (node.id === suspended) return { ...node, accountState: "SUSPENDED" };
    return node.kind === "account" ? node : { ...node, accounts: 1 };
  });
  const units = sampleCoverageNodes(counted, ["r-root", "ou-work"]);
  await databases.database.withTenant(crawl.tenantId, async (tx) => {
    await db.finaliseOrganization(tx, { ...crawl, nodes, day, at });
    const decided = { coverage, nodes: units, problems: [], parameters: {}, universeDate: "2026-10-01" };
    await db.storeCoverage(tx, { ...crawl, day, at, ...decided });
  });
});
afterAll(() => databases.drop());

const inTenant = <T>(work: (tx: db.TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);

test.each([
  { given: "in the whole organisation", nodeId: null, expected: [active] },
  { given: "in its OU", nodeId: "ou-work", expected: [active] },
  { given: "unless it is asked for itself", nodeId: suspended, expected: [suspended] },
])("a suspended account is in no cell $given", async ({ nodeId, expected }) => {
  const where = { organizationId: crawl.organizationId, objectiveId, nodeId, limit: 10 };
  const { accounts } = await inTenant((tx) => db.readCoverageOfAccounts(tx, where));
  expect(accounts.map(({ accountId }) => accountId)).toEqual(expected);
});

test("a suspended account is not among those of an objective", async () => {
  const found = await inTenant((tx) => db.readObjectiveCoverage(tx, crawl.organizationId, objectiveId));
  expect(found.rows.map(({ accounts, sample }) => [accounts, sample.map(({ accountId }) => accountId)])).toEqual([
    [1, [active]],
  ]);
});

test("a suspended account that is counted nowhere agrees with its recount", async () => {
  const found = await inTenant((tx) => db.recountTenant(tx));
  expect(found.filter(({ kind }) => kind.endsWith("-coverage"))).toEqual([]);
});
