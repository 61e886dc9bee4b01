import {
  finaliseOrganization,
  storeAccountResult,
  storeCoverage,
  storeOrganizationChanges,
  storeSnapshot,
  type TenantTransaction,
} from "@sekinin/db";
import { createTestDatabase, sampleCrawl, sampleResult, sampleTree, type TestDatabase } from "@sekinin/db/testing";
import {
  compileOrganization,
  coverageNodes,
  decideOrganization,
  lintOrganization,
  loadUniverse,
  type OrganizationReading,
  read,
} from "@sekinin/guardrails";
import { wholeCoverage } from "@sekinin/ui";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readPoliciesPage } from "../policies/read-policies-page.ts";
import { readOutcomePage } from "./[objectiveId]/[accountId]/read-outcome-page.ts";
import { readHistoryPage } from "./history/read-history-page.ts";
import { readObjectivePage } from "./objectives/[objectiveId]/read-objective-page.ts";
import { readCoveragePage } from "./read-coverage-page.ts";

/** The goal of every page, its tenant's setting and the session aside. */
const most = 6;
const at = new Date("2026-11-03T00:00:00Z");
const organizationId = "o-abcdefghij";

let db: TestDatabase;
let accountId: string;
const tenants = {} as Record<"covered" | "undecided" | "other", string>;

function reading(): OrganizationReading {
  const deny = {
    Sid: "KeepGuardDuty",
    Effect: "Deny",
    Action: "guardduty:*",
    Resource: "*",
    Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Platform" } },
  };
  const policy = (id: string, statement: object, targets: readonly string[]) => ({
    id,
    name: id,
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: id === "p-FullAWSAccess",
    content: read(JSON.stringify({ Version: "2012-10-17", Statement: [statement] })),
    targetIds: read(targets),
  });
  return {
    format: "sekinin.organization/1",
    organization: { id: organizationId, managementAccountId: "999999999999", featureSet: "ALL" },
    root: { id: "r-root", name: "Root", policyTypes: [{ type: "SERVICE_CONTROL_POLICY", status: "ENABLED" }] },
    organizationalUnits: [{ id: "ou-work", name: "Workloads", parentId: "r-root" }],
    accounts: [{ id: accountId, name: "payments", parentId: "ou-work", state: "ACTIVE", joinedAt: null }],
    policies: [
      policy("p-FullAWSAccess", { Effect: "Allow", Action: "*", Resource: "*" }, ["r-root", "ou-work", accountId]),
      policy("p-guardduty", deny, ["ou-work"]),
    ],
    delegatedAdministrators: [],
    unread: [],
  };
}

async function makeTenant(isDecided: boolean, id = organizationId): Promise<string> {
  const crawl = await sampleCrawl(db.database, (await db.createTenant()).id, { organizationId: id });
  const result = sampleResult(crawl, []);
  accountId = result.accountId;
  const document = { ...reading(), organization: { ...reading().organization, id } };
  await db.database.withTenant(crawl.tenantId, async (tx) => {
    await storeAccountResult(tx, result);
    const facts = { managementAccountId: "999999999999", partition: "aws", rootId: "r-root", featureSet: "ALL" };
    await storeSnapshot(tx, { ...facts, crawlId: crawl.crawlId, organizationId: id, observedAt: at, document });
    const nodes = sampleTree(new Map([[accountId, result.sums]]));
    await finaliseOrganization(tx, { ...crawl, nodes, day: "2026-11-02", at });
    if (!isDecided) return;
    const universe = loadUniverse();
    const compiled = compileOrganization(document, { universe });
    const coverage = decideOrganization(compiled);
    const of = { organizationId: id, crawlId: crawl.crawlId, day: "2026-11-02", at };
    const decided = { coverage, nodes: coverageNodes(compiled, coverage), problems: lintOrganization(compiled) };
    await storeCoverage(tx, { ...of, ...decided, parameters: {}, universeDate: universe.date });
    const change = {
      kind: "attached",
      policyId: "p-guardduty",
      name: "p-guardduty",
      type: "SERVICE_CONTROL_POLICY",
    } as const;
    const changes = [{ change: { ...change, targetId: "ou-work", targetName: "Workloads" }, effects: [] }];
    await storeOrganizationChanges(tx, { ...of, changes });
  });
  return crawl.tenantId;
}

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  tenants.covered = await makeTenant(true);
  tenants.undecided = await makeTenant(false, "o-undecided0");
  tenants.other = await makeTenant(true, "o-otherother");
});
afterAll(() => db.drop());

/** What a page has of its tenant, counting the statements that it sends. */
function contextOf(tenant: keyof typeof tenants) {
  let count = 0;
  const tenantId = tenants[tenant];
  const counting = (tx: TenantTransaction) =>
    new Proxy(tx, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (name === "$queryRaw" || name === "$executeRaw") count += 1;
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  return {
    tenantId,
    withTenant: <T>(work: (tx: TenantTransaction) => Promise<T>) =>
      db.database.withTenant(tenantId, (tx) => work(counting(tx))),
    statements: () => count,
  };
}

const everywhere = { organizationId: null, nodeId: null, verdict: null, after: null };
const wholeHistory = {
  organizationId: null,
  policyId: null,
  objectiveId: null,
  nodeId: null,
  days: 90,
  trend: "pairs",
  before: null,
} as const;
type Context = ReturnType<typeof contextOf>;

const pages: Record<string, (context: Context) => Promise<unknown>> = {
  matrix: ({ withTenant }) => withTenant((tx) => readCoveragePage(tx, wholeCoverage)),
  objective: ({ withTenant }) => withTenant((tx) => readObjectivePage(tx, "guardduty-off", everywhere)),
  history: ({ withTenant }) => withTenant((tx) => readHistoryPage(tx, wholeHistory, "2026-11-03")),
  policies: (context) => readPoliciesPage(context, null),
  outcome: (context) => readOutcomePage(context, { organizationId: null, objectiveId: "guardduty-off", accountId }),
};

describe.each(Object.entries(pages))("the page of %s", (_, open) => {
  test.each(["covered", "undecided"] as const)(
    "of a tenant that is %s takes at most six statements",
    async (tenant) => {
      const context = contextOf(tenant);
      await open(context);
      expect(context.statements()).toBeGreaterThan(1);
      expect(context.statements()).toBeLessThanOrEqual(most);
    },
  );
});

test("the matrix holds the root and its OUs, no accounts, and names the worst account", async () => {
  const page = await contextOf("covered").withTenant((tx) => readCoveragePage(tx, wholeCoverage));
  if (page.kind !== "coverage") throw new Error(page.kind);
  expect(page.nodes.map(({ nodeId }) => nodeId)).toEqual(["r-root", "ou-work"]);
  expect(page.nodes[1]?.counts["guardduty-off"]).toEqual([0, 1, 0, 0, 0, 0]);
  expect(page.nodes[1]?.worst["guardduty-off"]).toBe(accountId);
  expect(page.accountNames[accountId]).toBeDefined();
});

test("an outcome is explained with where its statements are attached", async () => {
  const asked = { organizationId: null, objectiveId: "guardduty-off", accountId };
  const page = await readOutcomePage(contextOf("covered"), asked);
  expect(page?.outcome?.verdict).toBe("conditional");
  const [way] = page?.outcome?.waysOut ?? [];
  expect(way?.kind).toBe("named-exemption");
  expect(way?.statements).toContainEqual(expect.objectContaining({ policyId: "p-guardduty", attachedTo: "ou-work" }));
});

test("before anything was decided the pages say so, and an outcome is still explained from the policies", async () => {
  const { withTenant } = contextOf("undecided");
  expect((await withTenant((tx) => readCoveragePage(tx, wholeCoverage))).kind).toBe("undecided");
  expect((await withTenant((tx) => readObjectivePage(tx, "guardduty-off", everywhere))).kind).toBe("undecided");
  const asked = { organizationId: null, objectiveId: "guardduty-off", accountId };
  expect((await readOutcomePage(contextOf("undecided"), asked))?.outcome?.verdict).toBe("conditional");
});

test("another tenant's organisation and accounts are as if they were not there", async () => {
  const context = contextOf("covered");
  const foreign = "o-otherother";
  expect(
    (await context.withTenant((tx) => readCoveragePage(tx, { ...wholeCoverage, organizationId: foreign }))).kind,
  ).toBe("foreign");
  expect((await readPoliciesPage(context, foreign)).kind).toBe("foreign");
  for (const asked of [
    { organizationId: foreign, accountId },
    { organizationId: null, accountId: "123456789012" },
    { organizationId: null, accountId: "' OR 1=1" },
  ]) {
    expect(await readOutcomePage(context, { ...asked, objectiveId: "guardduty-off" })).toBeNull();
  }
});
