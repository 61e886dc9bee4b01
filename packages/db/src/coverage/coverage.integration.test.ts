import type { Coverage, OrganizationChange } from "@sekinin/guardrails";
import { emptySums } from "@sekinin/posture";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import * as db from "../index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { sampleCoverage, sampleCoverageNodes, sampleOutcome } from "../testing/sample-coverage.ts";
import { type SampleCrawl, sampleCrawl, sampleTree } from "../testing/sample-crawl.ts";

const organizationId = "o-sample0001";
const accounts = ["111111111111", "222222222222", "333333333333", "444444444444"];
const [first = "", second = "", third = "", fourth = ""] = accounts;
const at = new Date("2026-11-02T03:00:00Z");
const actor = { kind: "command-line", id: null } as const;

let databases: TestDatabase;
let crawl: SampleCrawl;

const inTenant = <T>(work: (tx: db.TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);

const role = "arn:aws:iam::*:role/Admin";
const wayOut = {
  kind: "named-exemption",
  requirements: [{ key: "aws:PrincipalArn", kind: "named-exemption", how: "matches", values: [role], orAbsent: false }],
  detail: `aws:PrincipalArn matches ${role}`,
  statements: [],
  actions: [],
  selfMade: true,
  selfMadeBy: ["iam:CreateRole"],
  witness: null,
} as const;

/** Three classes: open, exempted and closed for CloudTrail; GuardDuty is closed everywhere. */
function coverageOf(verdictOfLast: "enforced" | "none" = "enforced"): Coverage {
  const guardduty = sampleOutcome("enforced");
  return sampleCoverage({
    open: { accounts: [third], outcomes: { "cloudtrail-off": sampleOutcome("none"), "guardduty-off": guardduty } },
    exempted: {
      accounts: [first],
      outcomes: { "cloudtrail-off": sampleOutcome("conditional", { waysOut: [wayOut] }), "guardduty-off": guardduty },
    },
    closed: {
      accounts: [second, fourth],
      outcomes: { "cloudtrail-off": sampleOutcome(verdictOfLast), "guardduty-off": guardduty },
    },
  });
}

function decided(coverage: Coverage, changes: Partial<db.DecidedCoverage> = {}): db.DecidedCoverage {
  return {
    organizationId,
    crawlId: crawl.crawlId,
    day: "2026-11-02",
    at,
    coverage,
    nodes: sampleCoverageNodes(coverage, ["r-root", "ou-work"]),
    problems: [],
    parameters: { approvedRegions: ["eu-west-1"] },
    universeDate: "2026-10-01",
    ...changes,
  };
}

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  const { id: tenantId } = await databases.createTenant();
  crawl = await sampleCrawl(databases.database, tenantId);
  const nodes = sampleTree(new Map(accounts.map((id) => [id, emptySums()])));
  await inTenant((tx) => db.finaliseOrganization(tx, { ...crawl, nodes, day: "2026-11-02", at }));
});
afterAll(() => databases.drop());

describe("before anything was decided", () => {
  test("the matrix says so, and has no rows", async () => {
    const matrix = await inTenant((tx) => db.readCoverageMatrix(tx, { organizationId, parentIds: ["r-root"] }));
    expect(matrix).toEqual({ state: null, isPending: false, rows: [] });
  });

  test("lists are empty and an account has nothing", async () => {
    expect(await inTenant((tx) => db.readAccountCoverage(tx, organizationId, first))).toBeNull();
    expect(await inTenant((tx) => db.readObjectiveCoverage(tx, organizationId, "cloudtrail-off"))).toEqual({
      rows: [],
      leftOff: 0,
    });
    const where = { organizationId, objectiveId: "cloudtrail-off", limit: 5 };
    expect(await inTenant((tx) => db.readCoverageOfAccounts(tx, where))).toEqual({ accounts: [], next: null });
  });
});

describe("what was decided", () => {
  beforeAll(() => inTenant((tx) => db.storeCoverage(tx, decided(coverageOf()))));

  test("is written once: the same again touches the state only", async () => {
    const again = await inTenant((tx) => db.storeCoverage(tx, decided(coverageOf())));
    expect(again).toEqual({ rowsWritten: 1 });
  });

  test("shows root and opened OUs with counts, accounts by their class", async () => {
    const closed = await inTenant((tx) => db.readCoverageMatrix(tx, { organizationId, parentIds: [] }));
    expect(closed?.rows.map(({ nodeId, kind, accounts: count, counts }) => ({ nodeId, kind, count, counts }))).toEqual([
      {
        nodeId: "r-root",
        kind: "root",
        count: 4,
        counts: { "cloudtrail-off": [2, 1, 0, 1, 0, 0], "guardduty-off": [4, 0, 0, 0, 0, 0] },
      },
    ]);
    const opened = await inTenant((tx) =>
      db.readCoverageMatrix(tx, { organizationId, parentIds: ["r-root", "ou-work"] }),
    );
    expect(opened?.rows.map(({ nodeId, counts }) => [nodeId, counts["cloudtrail-off"]])).toEqual([
      ["r-root", [2, 1, 0, 1, 0, 0]],
      ["ou-work", [2, 1, 0, 1, 0, 0]],
      [first, [0, 1, 0, 0, 0, 0]],
      [second, [1, 0, 0, 0, 0, 0]],
      [third, [0, 0, 0, 1, 0, 0]],
      [fourth, [1, 0, 0, 0, 0, 0]],
    ]);
    expect(opened?.rows.at(-1)?.worst).toEqual({ "cloudtrail-off": fourth, "guardduty-off": fourth });
    expect(opened?.state).toMatchObject({ crawlId: crawl.crawlId, currentCrawlId: crawl.crawlId, isPending: false });
  });

  test("lists a cell's accounts worst first, page by page", async () => {
    const where = { organizationId, objectiveId: "cloudtrail-off", nodeId: "ou-work", limit: 2 };
    const page = await inTenant((tx) => db.readCoverageOfAccounts(tx, where));
    expect(
      page.accounts.map(({ accountId, verdict, wayOut: kind, waysOut }) => [accountId, verdict, kind, waysOut]),
    ).toEqual([
      [third, "none", null, 0],
      [first, "conditional", "named-exemption", 1],
    ]);
    expect(page.next).toBe(first);
    const rest = await inTenant((tx) => db.readCoverageOfAccounts(tx, { ...where, after: page.next }));
    expect(rest.accounts.map(({ accountId }) => accountId)).toEqual([second, fourth]);
    expect(rest.next).toBeNull();
  });

  test.each([
    { given: "one verdict", where: { verdict: "enforced" as const }, expected: [second, fourth] },
    { given: "the account itself", where: { nodeId: first }, expected: [first] },
    { given: "a node that is not there", where: { nodeId: "ou-absent" }, expected: [] },
    { given: "the whole organisation", where: {}, expected: [third, first, second, fourth] },
    { given: "an objective that nobody decided", where: { objectiveId: "org-leave" }, expected: [] },
  ])("narrows a cell to $given", async ({ where, expected }) => {
    const found = await inTenant((tx) =>
      db.readCoverageOfAccounts(tx, { organizationId, objectiveId: "cloudtrail-off", limit: 10, ...where }),
    );
    expect(found.accounts.map(({ accountId }) => accountId)).toEqual(expected);
  });

  test("tells an account's outcomes with the path to it", async () => {
    const found = await inTenant((tx) => db.readAccountCoverage(tx, organizationId, first));
    expect(found?.path.map(({ nodeId }) => nodeId)).toEqual(["r-root", "ou-work", first]);
    expect(found?.outcomes).toEqual(coverageOf().classes[1]?.outcomes);
  });

  test("tells an objective by outcome, worst first", async () => {
    const { rows: found } = await inTenant((tx) => db.readObjectiveCoverage(tx, organizationId, "cloudtrail-off"));
    expect(found.map(({ outcome, accounts: count, sample }) => [outcome.verdict, count, sample.length])).toEqual([
      ["none", 1, 1],
      ["conditional", 1, 1],
      ["enforced", 2, 2],
    ]);
  });

  test("shares an outcome between classes", async () => {
    const stored = await query(databases.ownerUrl, "SELECT outcome_key FROM coverage_outcomes WHERE tenant_id = $1", [
      crawl.tenantId,
    ]);
    // CloudTrail's three and GuardDuty's one, which is CloudTrail's closed one too.
    expect(stored).toHaveLength(3);
  });

  test("takes one statement or two to read", async () => {
    const reads = [
      [2, (tx: db.TenantTransaction) => db.readCoverageMatrix(tx, { organizationId, parentIds: ["r-root"] })],
      [1, (tx: db.TenantTransaction) => db.readAccountCoverage(tx, organizationId, first)],
      [1, (tx: db.TenantTransaction) => db.readObjectiveCoverage(tx, organizationId, "cloudtrail-off")],
    ] as const;
    for (const [most, read] of reads) {
      const asked: string[] = [];
      await inTenant(async (tx) => read(counting(tx, asked)));
      expect(asked).toHaveLength(most);
    }
  });
});

/** The same transaction, noting each raw query. */
function counting(tx: db.TenantTransaction, asked: string[]): db.TenantTransaction {
  return new Proxy(tx, {
    get(target, name) {
      if (name === "$queryRaw" || name === "$executeRaw") asked.push(name);
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

describe("a change", () => {
  test("replaces what differs, and removes classes and outcomes that nobody has", async () => {
    const merged = sampleCoverage({
      closed: {
        accounts,
        outcomes: { "cloudtrail-off": sampleOutcome("enforced"), "guardduty-off": sampleOutcome("enforced") },
      },
    });
    await inTenant((tx) => db.storeCoverage(tx, decided(merged, { day: "2026-11-09" })));
    const count = async (table: string) =>
      (await query(databases.ownerUrl, `SELECT 1 FROM ${table} WHERE tenant_id = $1`, [crawl.tenantId])).length;
    expect(await count("coverage_classes")).toBe(1);
    expect(await count("coverage_outcomes")).toBe(1);
    expect(await count("coverage_nodes")).toBe(6);
  });

  test("makes a point of the trend on its day only", async () => {
    const range = { organizationId, nodeId: "ou-work", from: "2026-11-03", to: "2026-11-30" };
    const trend = await inTenant((tx) => db.readCoverageTrend(tx, { ...range, objectiveId: "cloudtrail-off" }));
    expect(trend).toEqual([
      { day: "2026-11-02", counts: { "cloudtrail-off": [2, 1, 0, 1, 0, 0] } },
      { day: "2026-11-09", counts: { "cloudtrail-off": [4, 0, 0, 0, 0, 0] } },
    ]);
    const whole = await inTenant((tx) => db.readCoverageTrend(tx, range));
    expect(whole.at(-1)?.counts).toEqual({
      "cloudtrail-off": [4, 0, 0, 0, 0, 0],
      "guardduty-off": [4, 0, 0, 0, 0, 0],
    });
  });

  test("that takes an OU away ends its trend", async () => {
    const coverage = coverageOf();
    const nodes = sampleCoverageNodes(coverage, ["r-root"]);
    await inTenant((tx) => db.storeCoverage(tx, decided(coverage, { day: "2026-11-16", nodes })));
    const range = { organizationId, nodeId: "ou-work", from: "2026-11-10", to: "2026-11-30" };
    const trend = await inTenant((tx) => db.readCoverageTrend(tx, range));
    expect(trend.at(-1)).toEqual({ day: "2026-11-16", counts: {} });
  });
});

describe("changes of the organisation", () => {
  const change = (policyId: string, targetId: string): OrganizationChange => ({
    kind: "detached",
    policyId,
    name: policyId,
    type: "SERVICE_CONTROL_POLICY",
    targetId,
    targetName: targetId,
  });
  const effect = (objectiveId: string) =>
    ({ objectiveId, direction: "weaker", before: "enforced", after: "none", accounts: 1, sample: [first] }) as const;
  const list = async (where: Partial<db.OrganizationChangesWhere>) => {
    const found = await inTenant((tx) => db.listOrganizationChanges(tx, { organizationId, limit: 10, ...where }));
    return found.map(({ change: { kind }, sequence, id }) => ({ kind, sequence, id }));
  };

  beforeAll(async () => {
    const changes = [
      { change: change("p-one", "ou-work"), effects: [effect("cloudtrail-off")] },
      { change: change("p-two", "r-root"), effects: null },
      { change: change("p-one", first), effects: [effect("guardduty-off")] },
    ];
    const input = { organizationId, crawlId: crawl.crawlId, day: "2026-11-02", at, changes };
    await inTenant((tx) => db.storeOrganizationChanges(tx, { ...input, changes: changes.slice(0, 1) }));
    expect(await inTenant((tx) => db.storeOrganizationChanges(tx, input))).toBe(3);
  });

  test.each([
    { given: "all", where: {}, expected: [2, 1, 0] },
    { given: "one policy", where: { policyId: "p-one" }, expected: [2, 0] },
    { given: "one node", where: { nodeId: "r-root" }, expected: [1] },
    { given: "one objective", where: { objectiveId: "guardduty-off" }, expected: [2] },
    { given: "what is not there", where: { policyId: "p-absent" }, expected: [] },
  ])("are listed newest first: $given", async ({ where, expected }) => {
    expect((await list(where)).map(({ sequence }) => sequence)).toEqual(expected);
  });

  test("tell whether their effect was looked for", async () => {
    const found = await inTenant((tx) => db.listOrganizationChanges(tx, { organizationId, limit: 10 }));
    expect(found.map(({ effects }) => effects?.length ?? null)).toEqual([1, null, 1]);
  });

  test("are listed page by page", async () => {
    const page = await list({ limit: 2 });
    expect(page).toHaveLength(2);
    const rest = await list({ before: page.at(-1)?.id ?? "" });
    expect(rest.map(({ sequence }) => sequence)).toEqual([0]);
    expect(await list({ before: "nonsense" })).toEqual([]);
  });
});

describe("parameters", () => {
  const set = (parameters: Record<string, readonly string[]>) =>
    inTenant((tx) => db.setObjectiveParameters(tx, { actor, organizationId, parameters }));
  const due = () => databases.database.withSystem(db.listDueCoverage);

  test("that changed ask for a decision, the same ones do not", async () => {
    expect(await set({ approvedRegions: ["eu-west-1"] })).toBe(true);
    expect(await set({ approvedRegions: ["eu-west-1"] })).toBe(false);
    expect(await due()).toEqual([{ tenantId: crawl.tenantId, organizationId }]);
    const matrix = await inTenant((tx) => db.readCoverageMatrix(tx, { organizationId, parentIds: [] }));
    expect(matrix?.isPending).toBe(true);
    expect(matrix?.state?.isPending).toBe(true);
  });

  test("a claimed request is nobody else's for a while, and a newer one outlives its answer", async () => {
    const claim = () => inTenant((tx) => db.claimCoverageRequest(tx, organizationId, 60));
    const claimed = await claim();
    expect(claimed?.attempt).toBe(1);
    expect(await claim()).toBeNull();
    expect(await due()).toEqual([]);
    await set({ approvedRegions: ["eu-west-1", "eu-west-2"] });
    const settle = (requestedAt: Date) => inTenant((tx) => db.settleCoverageRequest(tx, organizationId, requestedAt));
    expect(await settle(claimed?.requestedAt ?? at)).toBe(false);
    const again = await claim();
    expect(await settle(again?.requestedAt ?? at)).toBe(true);
    const stored = await inTenant((tx) => db.readObjectiveParameters(tx, organizationId));
    expect(stored).toMatchObject({ parameters: { approvedRegions: ["eu-west-1", "eu-west-2"] }, requestedAt: null });
  });

  test.each([
    { given: "too many names", parameters: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, []])) },
    { given: "too many values", parameters: { p: Array.from({ length: 2_001 }, (_, n) => `${n}`) } },
    { given: "an empty value", parameters: { p: [""] } },
    { given: "a value beyond 2,048 characters", parameters: { p: ["x".repeat(2_049)] } },
  ])("$given are refused", async ({ parameters }) => {
    await expect(set(parameters)).rejects.toMatchObject({ code: "input.invalid" });
  });
});

describe("drafts", () => {
  const input = () => ({ actor, organizationId, name: "Close CloudTrail", baseCrawlId: crawl.crawlId });
  const operations = [{ kind: "attach", policyId: "p-one", targetId: "r-root" }] as const;

  test("are saved, changed by version, listed and removed", async () => {
    const { id, version } = await inTenant((tx) => db.createDraft(tx, { ...input(), operations }));
    const update = (seen: number) =>
      inTenant((tx) => db.updateDraft(tx, { actor, id, version: seen, name: "Closed", operations: [] }));
    expect(await update(version)).toEqual({ version: 2 });
    await expect(update(version)).rejects.toMatchObject({ code: "draft.changed" });
    expect(await inTenant((tx) => db.readDraft(tx, id))).toMatchObject({ name: "Closed", operations: [], version: 2 });
    const listed = await inTenant((tx) => db.listDrafts(tx, organizationId));
    expect(listed.map((draft) => [draft.id, draft.operationCount])).toEqual([[id, 0]]);
    await inTenant((tx) => db.removeDraft(tx, { actor, id }));
    expect(await inTenant((tx) => db.readDraft(tx, id))).toBeNull();
    await expect(update(2)).rejects.toMatchObject({ code: "draft.changed" });
    const events = await inTenant((tx) => db.listAuditEvents(tx, { limit: 3 }));
    expect(events.map(({ action }) => action)).toEqual(["draft.removed", "draft.changed", "draft.created"]);
  });

  test("keep hostile policies as they are, and refuse what is too much", async () => {
    const content = '\u0000{"Version": \'\uD800 </script>';
    const put = {
      kind: "put-policy",
      policyId: "draft-1",
      name: "n",
      type: "SERVICE_CONTROL_POLICY",
      content,
    } as const;
    const { id } = await inTenant((tx) => db.createDraft(tx, { ...input(), operations: [put] }));
    const [stored] = (await inTenant((tx) => db.readDraft(tx, id)))?.operations ?? [];
    expect(stored).toEqual({ ...put, content: '\uFFFD{"Version": \'\uFFFD </script>' });
    const large = { ...put, content: "x".repeat(4_000_001) };
    await expect(inTenant((tx) => db.createDraft(tx, { ...input(), operations: [large] }))).rejects.toMatchObject({
      code: "input.invalid",
    });
  });
});

test("the snapshot of the crawl that pages show comes without what only crawls need", async () => {
  const snapshot = await inTenant((tx) => db.readCurrentSnapshot(tx, organizationId));
  expect(snapshot?.crawlId).toBe(crawl.crawlId);
  expect(snapshot?.reading).toEqual({ format: "sekinin.organization/1" });
});
