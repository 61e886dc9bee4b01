import { emptySums } from "@sekinin/posture";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import * as db from "../index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { sampleCoverage, sampleCoverageNodes, sampleOutcome } from "../testing/sample-coverage.ts";
import { type SampleCrawl, sampleCrawl, sampleTree } from "../testing/sample-crawl.ts";

const accounts = ["111111111111", "222222222222"];
const at = new Date("2026-11-02T03:00:00Z");
const day = "2026-11-02";

let databases: TestDatabase;
let crawl: SampleCrawl;

beforeEach(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
  const nodes = sampleTree(new Map(accounts.map((id) => [id, emptySums()])));
  const coverage = sampleCoverage({
    open: { accounts: accounts.slice(0, 1), outcomes: { "cloudtrail-off": sampleOutcome("none") } },
    closed: { accounts: accounts.slice(1), outcomes: { "cloudtrail-off": sampleOutcome("enforced") } },
  });
  const counted = sampleCoverageNodes(coverage, ["r-root", "ou-work"]);
  await databases.database.withTenant(crawl.tenantId, async (tx) => {
    await db.finaliseOrganization(tx, { ...crawl, nodes, day, at });
    const decided = { coverage, nodes: counted, problems: [], parameters: {}, universeDate: "2026-10-01" };
    await db.storeCoverage(tx, { ...crawl, day, at, ...decided });
  });
});
afterEach(() => databases.drop());

async function disagreements() {
  const found = await databases.database.withTenant(crawl.tenantId, (tx) => db.recountTenant(tx));
  return found
    .filter(({ kind }) => kind.endsWith("-coverage"))
    .map(({ kind, nodeId, where, stored, recounted }) => [kind, nodeId, where, stored, recounted]);
}

/** Not a word of the product's own: as its administrator would damage it. */
const damage = (statement: string) => query(databases.ownerUrl, statement);

test("what was decided agrees with its recount", async () => {
  expect(await disagreements()).toEqual([]);
});

test.each([
  {
    given: "a count of an OU",
    statement: `UPDATE coverage_nodes SET counts = '{"cloudtrail-off": [2, 0, 0, 0, 0, 0]}' WHERE node_id = 'ou-work'`,
    expected: [
      ["unit-coverage", "ou-work", "cloudtrail-off enforced", 2, 1],
      ["unit-coverage", "ou-work", "cloudtrail-off none", 0, 1],
      ["rollup-coverage", "ou-work", "cloudtrail-off enforced", 1, 2],
      ["rollup-coverage", "ou-work", "cloudtrail-off none", 1, 0],
    ],
  },
  {
    given: "an account's class",
    statement: `UPDATE coverage_nodes SET class_key = 'closed' WHERE node_id = '111111111111'`,
    expected: [
      ["unit-coverage", "ou-work", "cloudtrail-off none", 1, 0],
      ["unit-coverage", "ou-work", "cloudtrail-off enforced", 1, 2],
      ["unit-coverage", "r-root", "cloudtrail-off none", 1, 0],
      ["unit-coverage", "r-root", "cloudtrail-off enforced", 1, 2],
    ],
  },
  {
    given: "a point of the trend",
    statement: "UPDATE coverage_rollups SET counts = '{}' WHERE node_id = 'r-root'",
    expected: [
      ["rollup-coverage", "r-root", "cloudtrail-off none", 0, 1],
      ["rollup-coverage", "r-root", "cloudtrail-off enforced", 0, 1],
    ],
  },
  {
    given: "an account's state",
    statement: "UPDATE organization_nodes SET account_state = 'SUSPENDED' WHERE node_id = '111111111111'",
    expected: [
      ["unit-coverage", "ou-work", "cloudtrail-off none", 1, 0],
      ["unit-coverage", "r-root", "cloudtrail-off none", 1, 0],
    ],
  },
  {
    given: "an OU's number of accounts",
    statement: "UPDATE organization_nodes SET accounts = 3 WHERE node_id = 'ou-work'",
    expected: [["unit-coverage", "ou-work", "cloudtrail-off accounts", 2, 3]],
  },
])("$given that was damaged is found", async ({ statement, expected }) => {
  await damage(statement);
  expect((await disagreements()).sort()).toEqual(expected.sort());
});

test("an account without a class is found", async () => {
  await damage("DELETE FROM coverage_nodes WHERE node_id = '111111111111'");
  expect(await disagreements()).toContainEqual(["unit-coverage", "111111111111", "class", null, 1]);
});

test("a tree that waits to be decided is left out", async () => {
  await damage("UPDATE coverage_states SET crawl_id = gen_random_uuid()");
  await damage("DELETE FROM coverage_nodes WHERE node_id = '111111111111'");
  expect(await disagreements()).toEqual([]);
});
