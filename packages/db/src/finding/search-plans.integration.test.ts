import { severities } from "@sekinin/responsibility";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Prisma } from "../generated/client.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { type PlantedFinding, plantFindings, plantTree } from "../testing/many-findings.ts";
import { query } from "../testing/query.ts";
import { type SampleCrawl, sampleCrawl } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type FindingFilter, openFindings } from "./finding-filter.ts";
import { resolveFindings } from "./resolve-findings.ts";
import { searchFindings } from "./search-findings.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;

const accounts = Array.from({ length: 400 }, (_, index) => String(400_000_000_000 + index));
const controlIds = Array.from({ length: 20 }, (_, index) => `c-${index}`);
const regions = ["eu-west-1", "us-east-1", "ap-northeast-1", "global"];
const day = (count: number) => new Date(Date.UTC(2026, 0, 1 + count));

/** Each account has findings of every control, each control one severity, as it is in the world. */
function planted(): PlantedFinding[] {
  return Array.from({ length: 40_000 }, (_, index) => {
    const control = index % controlIds.length;
    const rank = (control % 4) + 1;
    const seen = (index * 7) % 300;
    return {
      id: `${(Math.imul(index, 2_654_435_761) >>> 0).toString(16).padStart(8, "0")}-0000-4000-8000-${String(index).padStart(12, "0")}`,
      accountId: accounts[(index >> 3) % accounts.length] ?? "",
      region: regions[(index * 13) % regions.length] ?? "",
      controlId: controlIds[control] ?? "",
      resource: `arn:aws:x:::thing/${control % 5 === 0 ? "ledger" : "thing"}-${index}`,
      domain: "network",
      severity: severities[rank - 1] ?? "low",
      rank,
      status: index % 5 === 0 ? "resolved" : "open",
      firstSeenAt: day(seen),
      changedAt: day(seen + (index % 30)),
    };
  });
}

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  for (let tenant = 0; tenant < 2; tenant += 1) {
    crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
    await plantTree(databases.ownerUrl, crawl, [
      { nodeId: "r-root", kind: "root", parentId: "", name: "Root", depth: 0 },
      { nodeId: "ou-small", kind: "organizational-unit", parentId: "r-root", name: "small", depth: 1 },
      ...accounts.map((nodeId, index) => {
        const parentId = index < 3 ? "ou-small" : "r-root";
        return { nodeId, kind: "account", parentId, name: `a-${index}`, depth: 2 } as const;
      }),
    ]);
    await plantFindings(databases.ownerUrl, crawl, planted());
  }
  await query(
    databases.ownerUrl,
    `INSERT INTO finding_events (tenant_id, finding_id, crawl_id, event, at)
     SELECT tenant_id, id, crawl_id, 'opened', changed_at FROM findings`,
  );
  await query(databases.ownerUrl, "ANALYZE");
}, 120_000);
afterAll(() => databases.drop());

type PlanNode = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Parent Relationship"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly Plans?: readonly PlanNode[];
};

/** The statement that `work` sends, planned and run as the app's role runs it. */
async function planOf(filter: FindingFilter): Promise<PlanNode> {
  return databases.database.withTenant(crawl.tenantId, async (tx) => {
    const resolved = await resolveFindings(tx, filter);
    let plan: PlanNode | null = null;
    const explaining = new Proxy(tx, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (name !== "$queryRaw") return typeof value === "function" ? value.bind(target) : value;
        return async (sql: Prisma.Sql) => {
          const explained = Prisma.sql(["EXPLAIN (ANALYZE, FORMAT JSON) ", ""], sql);
          const send = value as (sql: Prisma.Sql) => Promise<{ "QUERY PLAN": { Plan: PlanNode }[] }[]>;
          const [row] = await send.call(target, explained);
          plan = row?.["QUERY PLAN"][0]?.Plan ?? null;
          return [];
        };
      },
    });
    await searchFindings(explaining as TenantTransaction, resolved);
    if (plan === null) throw new Error("no plan");
    return plan;
  });
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Scans of findings; the page's own 51 rows are joined by their key. */
const scansOf = (plan: PlanNode) =>
  nodesOf(plan).filter(
    ({ "Node Type": type, "Relation Name": relation, "Index Name": index }) =>
      type.includes("Scan") &&
      (relation === "findings" || (index ?? "").startsWith("findings_")) &&
      index !== "findings_pkey",
  );

const asked = (change: Partial<FindingFilter>): FindingFilter => ({ ...openFindings(crawl.organizationId), ...change });

test.each<[string, Partial<FindingFilter>, ...string[]]>([
  ["everything, worst first", {}, "findings_worst_first_idx"],
  ["everything, newest first", { sort: "newest" }, "findings_newest_change_idx"],
  ["critical ones", { severities: ["critical"] }, "findings_worst_first_idx"],
  ["a small OU", { nodeId: "ou-small" }, "findings_of_account_idx"],
  ["an account", { accountIds: [accounts[7] ?? ""] }, "findings_of_account_idx"],
  ["a control", { controlIds: ["c-3"] }, "findings_of_control_idx"],
  // Which controls there are is looked up in the control's, one row each.
  ["a Region", { region: "global" }, "findings_of_region_idx", "findings_of_control_idx"],
  ["what was opened lately", { openedFrom: day(327) }, "findings_newest_change_idx"],
  ["the beginning of a name", { text: { words: "ledger-10", controlIds: [] } }, "findings_resource_name_idx"],
])("%s: by its index, and few rows more than the page has", async (_, change, ...indexes) => {
  const plan = await planOf(asked(change));
  const scans = scansOf(plan);
  expect(new Set(scans.map((scan) => scan["Index Name"]))).toEqual(new Set(indexes));
  const read = scans.reduce((sum, scan) => sum + scan["Actual Rows"] * scan["Actual Loops"], 0);
  // 51 of each rank, account or control that may hold the first ones; of a name all, which are 250 or so.
  expect(read).toBeLessThan(51 * 4 * controlIds.length);
  expect(nodesOf(plan).some(({ "Node Type": type }) => type === "Seq Scan")).toBe(false);
});

test("in order: no sort stands between the index and the limit of everything", async () => {
  const plan = await planOf(asked({}));
  const parents = nodesOf(plan).filter(({ Plans = [] }) => Plans.some((child) => scansOf(child).includes(child)));
  expect(new Set(parents.map((parent) => parent["Node Type"]))).toEqual(new Set(["Limit"]));
});
