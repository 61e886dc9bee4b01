import { fail, pass, unknown } from "@sekinin/responsibility";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { freezeAccount } from "../account/freeze-account.ts";
import { listAccountStates } from "../account/list-account-states.ts";
import { storeAccountResult } from "../account/store-account-result.ts";
import { endCrawl } from "../crawl/end-crawl.ts";
import { requestCancel } from "../crawl/request-cancel.ts";
import { finaliseOrganization } from "../heatmap/finalise-organization.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { decided, rootArn, type SampleCrawl, sampleCrawl, sampleResult, sampleTree } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { recountTenant } from "./recount-tenant.ts";
import { verifyTenant } from "./verify-tenant.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
beforeEach(async () => {
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
});

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);

const verdicts = [
  decided("c-bucket", "eu-west-1", "arn:aws:s3:::a", fail("no-tls-deny")),
  decided("c-bucket", "eu-west-1", "arn:aws:s3:::b", pass()),
  decided("c-root", "global", rootArn, unknown({ code: "throttled" })),
];

async function finalise(day = "2026-11-02"): Promise<void> {
  await inTenant(async (tx) => {
    const states = await listAccountStates(tx, crawl.organizationId);
    const current = states.filter((state) => state.status !== "frozen");
    const nodes = sampleTree(new Map(current.map((state) => [state.accountId, state.sums])));
    await finaliseOrganization(tx, { ...crawl, nodes, day, at: new Date(`${day}T23:00:00Z`) });
  });
  crawl = await sampleCrawl(databases.database, crawl.tenantId, { connectionId: crawl.connectionId });
}

describe("a planted disagreement", () => {
  beforeEach(async () => {
    for (const accountId of ["111111111111", "222222222222"]) {
      await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, verdicts, { accountId })));
    }
    await finalise();
  });

  test("is the only one: without it everything agrees", async () => {
    expect(await inTenant(recountTenant)).toEqual([]);
  });

  test.each([
    {
      given: "a finding resolved behind our back",
      statement: `UPDATE findings SET status = 'resolved', resolution = 'mended', resolved_at = now()
        WHERE account_id = '111111111111' AND tenant_id = $1`,
      expected: { kind: "duty-findings", where: "eu-west-1 c-bucket", stored: 1, recounted: 0 },
    },
    {
      given: "an open finding without a duty",
      statement: "DELETE FROM duties WHERE control_id = 'c-bucket' AND account_id = '111111111111' AND tenant_id = $1",
      expected: { kind: "duty-findings", stored: null, recounted: 1 },
    },
    {
      given: "a duty that counts one more",
      statement:
        "UPDATE duties SET passed = 2 WHERE control_id = 'c-bucket' AND account_id = '111111111111' AND tenant_id = $1",
      expected: { kind: "account-duties", where: "data-protection passed", stored: 1, recounted: 2 },
    },
    {
      given: "a rollup row of an account",
      statement: `UPDATE posture_rollups SET sums = jsonb_set(sums, '{identity-access,total}', '9')
        WHERE node_id = '222222222222' AND tenant_id = $1`,
      expected: { kind: "rollup-account", where: "identity-access total", stored: 9, recounted: 1 },
    },
    {
      given: "an account's row of the tree",
      statement: `UPDATE organization_nodes SET posture = jsonb_set(posture, '{sums,data-protection,met}', '4')
        WHERE node_id = '222222222222' AND tenant_id = $1`,
      expected: { kind: "node-account", where: "data-protection met", stored: 4, recounted: 2.5 },
    },
    {
      given: "an OU's row",
      statement: `UPDATE organization_nodes SET posture = jsonb_set(posture, '{sums,data-protection,failed}', '7')
        WHERE node_id = 'ou-work' AND tenant_id = $1`,
      expected: { kind: "unit-accounts", where: "data-protection failed", stored: 7, recounted: 2 },
    },
    {
      given: "an OU's count of accounts",
      statement: "UPDATE organization_nodes SET accounts = 5 WHERE node_id = 'ou-work' AND tenant_id = $1",
      expected: { kind: "unit-accounts", where: "accounts", stored: 5, recounted: 2 },
    },
    {
      given: "an OU's rollup row",
      statement: `UPDATE posture_rollups SET sums = jsonb_set(sums, '{data-protection,known}', '1')
        WHERE node_id = 'r-root' AND tenant_id = $1`,
      expected: { kind: "rollup-unit", where: "data-protection known", stored: 1, recounted: 10 },
    },
    {
      given: "an account's sums by control",
      statement: `UPDATE account_states SET controls = jsonb_set(controls, '{c-bucket,failed}', '3')
        WHERE account_id = '111111111111' AND tenant_id = $1`,
      expected: { kind: "account-controls", where: "c-bucket failed", stored: 3, recounted: 1 },
    },
    {
      given: "an account's sums by control in the tree",
      statement: `UPDATE organization_nodes SET controls = jsonb_set(controls, '{c-bucket,failingAccounts}', '0')
        WHERE node_id = '222222222222' AND tenant_id = $1`,
      expected: { kind: "node-controls", where: "c-bucket failingAccounts", stored: 0, recounted: 1 },
    },
    {
      given: "an OU's sums by control",
      statement: `UPDATE organization_nodes SET controls = controls - 'c-root'
        WHERE node_id = 'ou-work' AND tenant_id = $1`,
      expected: { kind: "unit-controls", where: "c-root total", stored: null, recounted: 2 },
    },
    {
      given: "a cause of an OU",
      statement: `UPDATE posture_changes SET causes = jsonb_set(causes, '{joined,data-protection,met}', '4')
        WHERE node_id = 'ou-work' AND tenant_id = $1`,
      expected: { kind: "causes-rollup", where: "2026-11-02 data-protection met", stored: 4, recounted: 5 },
    },
    {
      given: "a change of an OU that nothing explains",
      statement: "DELETE FROM posture_changes WHERE node_id = 'ou-work' AND tenant_id = $1",
      expected: { kind: "causes-rollup", where: "2026-11-02 identity-access total", stored: 0, recounted: 2 },
    },
    {
      given: "an event that nobody told",
      statement: `DELETE FROM finding_events e USING findings f WHERE f.id = e.finding_id AND f.tenant_id = e.tenant_id
        AND f.account_id = '222222222222' AND e.tenant_id = $1`,
      expected: { kind: "flows-events", nodeId: "222222222222", stored: 1, recounted: 0 },
    },
    {
      given: "an event that was told and is of another kind",
      statement: `UPDATE finding_events SET event = 'unread' WHERE tenant_id = $1`,
      expected: { kind: "flows-events", nodeId: "111111111111", stored: 0, recounted: 1 },
    },
    {
      given: "an OU's rollup of an earlier day",
      statement: `INSERT INTO posture_rollups (tenant_id, organization_id, node_id, day, kind, crawl_id, accounts, sums,
          worst) SELECT tenant_id, organization_id, node_id, '2026-11-05', kind, crawl_id, 2, sums, worst
        FROM posture_rollups WHERE node_id = 'ou-work' AND tenant_id = $1;
        UPDATE posture_rollups SET accounts = 3 WHERE day = '2026-11-02' AND node_id = 'ou-work' AND tenant_id = $1`,
      expected: { kind: "unit-history", nodeId: "ou-work", where: "2026-11-02 accounts", stored: 3, recounted: 2 },
    },
    {
      given: "an account's rollup of an earlier day",
      statement: `INSERT INTO posture_rollups (tenant_id, organization_id, node_id, day, kind, crawl_id, accounts, sums,
          worst) SELECT tenant_id, organization_id, node_id, '2026-11-01', kind, crawl_id, 1, sums, worst
        FROM posture_rollups WHERE node_id = '111111111111' AND tenant_id = $1;
        UPDATE posture_rollups SET sums = jsonb_set(sums, '{data-protection,met}', '4')
        WHERE day = '2026-11-02' AND node_id = '111111111111' AND tenant_id = $1;
        INSERT INTO posture_rollups (tenant_id, organization_id, node_id, day, kind, crawl_id, accounts, sums, worst)
        SELECT tenant_id, organization_id, node_id, '2026-11-05', kind, crawl_id, 1, sums, worst
        FROM posture_rollups WHERE node_id = '111111111111' AND day = '2026-11-01' AND tenant_id = $1`,
      expected: { kind: "unit-history", where: "2026-11-02 data-protection met", stored: 5, recounted: 6.5 },
    },
    {
      given: "an account in another OU of the day's tree",
      statement: `UPDATE node_history SET parent_id = 'r-root' WHERE node_id = '111111111111' AND tenant_id = $1`,
      expected: { kind: "unit-history", nodeId: "ou-work", where: "2026-11-02 accounts", stored: 2, recounted: 1 },
    },
    {
      given: "how many could not be read on a day",
      statement: `UPDATE posture_rollups SET unread_accounts = 1, oldest_read_on = '2026-10-01'
        WHERE node_id = 'r-root' AND tenant_id = $1`,
      expected: { kind: "unit-history", where: "2026-11-02 unread accounts", stored: 1, recounted: 0 },
    },
    {
      given: "a missing rollup row",
      statement: "DELETE FROM posture_rollups WHERE node_id = '111111111111' AND tenant_id = $1",
      expected: { kind: "rollup-account", stored: null },
    },
  ])("$given is found", async ({ statement, expected }) => {
    for (const one of statement.split(";")) await query(databases.ownerUrl, one, [crawl.tenantId]);
    const found = await inTenant(recountTenant);
    expect(found).toContainEqual(expect.objectContaining({ organizationId: "o-sample0001", ...expected }));
  });

  test("is found in its own tenant only, and the list is cut", async () => {
    const other = (await databases.createTenant()).id;
    await query(databases.ownerUrl, "DELETE FROM posture_rollups WHERE tenant_id = $1", [crawl.tenantId]);
    expect(await databases.database.withTenant(other, recountTenant)).toEqual([]);
    expect(await inTenant((tx) => recountTenant(tx, { limit: 3 }))).toHaveLength(3);
  });
});

/** What one crawl may find of one of three buckets; `absent`: not listed. */
const sight = fc.constantFrom("fail", "fail-otherwise", "pass", "unread", "absent");
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("read" as const), buckets: fc.tuple(sight, sight, sight) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("list-unread" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("not-entered" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("frozen" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const bucketArn = (index: number) => `arn:aws:s3:::bucket-${index}`;

function verdictsOf(crawled: Step) {
  if (crawled.kind !== "read") {
    return [decided("c-bucket", "global", rootArn, unknown({ code: "access-denied" }))];
  }
  return crawled.buckets.flatMap((seen, index) => {
    if (seen === "absent") return [];
    const verdicts = {
      fail: fail("no-tls-deny"),
      "fail-otherwise": fail("no-policy"),
      pass: pass(),
      unread: unknown({ code: "throttled" }),
    } as const;
    return [decided("c-bucket", "eu-west-1", bucketArn(index), verdicts[seen])];
  });
}

async function apply(crawled: Step, hour: number): Promise<void> {
  const observedAt = new Date(Date.UTC(2026, 10, 2, hour));
  const shared = { observedAt, name: "payments" };
  if (crawled.kind === "frozen") {
    const reason = { code: "account-suspended" } as const;
    const frozen = { ...crawl, ...shared, accountId: "111111111111", reason, day: "2026-11-02" };
    await inTenant((tx) => freezeAccount(tx, frozen));
    return;
  }
  const isIn = crawled.kind !== "not-entered";
  const result = sampleResult(crawl, verdictsOf(crawled), {
    ...shared,
    status: isIn ? "current" : "unknown",
    reason: isIn ? null : { code: "role-missing" },
    lastReadAt: isIn ? observedAt : null,
    regions: isIn ? ["eu-west-1"] : null,
  });
  await inTenant((tx) => storeAccountResult(tx, result));
}

/** The same story told from scratch: the status of one bucket's finding after all steps; null: never failed. */
function retold(steps: readonly Step[], index: number): string | null {
  let status: string | null = null;
  for (const crawled of steps) {
    const seen = crawled.kind === "read" ? crawled.buckets[index] : crawled.kind;
    if (seen === "fail" || seen === "fail-otherwise") status = "open";
    else if (status === null || status === "resolved") continue;
    else if (seen === "frozen") status = "frozen";
    else status = seen === "pass" || seen === "absent" ? "resolved" : "unknown";
  }
  return status;
}

describe("an account's row of a crawl that no finalise had counted by the day", () => {
  const others = [decided("c-bucket", "eu-west-1", "arn:aws:s3:::a", pass())];
  const verify = () => inTenant((tx) => verifyTenant(tx));

  test("of a crawl that was cancelled leaves the OUs of the day out, until the next finalise has it", async () => {
    await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, verdicts)));
    await finalise();
    await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, others)));
    await inTenant((tx) => requestCancel(tx, crawl.crawlId));
    await inTenant((tx) => endCrawl(tx, crawl.crawlId, { state: "cancelled" }));
    expect(await verify()).toEqual({ disagreements: [], skippedDays: 2 });
    crawl = await sampleCrawl(databases.database, crawl.tenantId, { connectionId: crawl.connectionId });
    await finalise("2026-11-03");
    // The first day stays as it was: the root and the OU of then.
    expect(await verify()).toEqual({ disagreements: [], skippedDays: 2 });
    const changes = await inTenant((tx) => tx.postureChange.findMany({ where: { nodeId: "r-root" } }));
    expect(changes.map(({ causes }) => Object.keys(causes as object))).toEqual([["joined"], expect.any(Array)]);
    expect(changes[1]?.causes).toHaveProperty("mended");
  });

  test("that ran past midnight is of the next day", async () => {
    await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, verdicts)));
    await finalise("2026-11-03");
    expect(await verify()).toEqual({ disagreements: [], skippedDays: 0 });
    await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, others, { day: "2026-11-03" })));
    await finalise("2026-11-04");
    expect(await verify()).toEqual({ disagreements: [], skippedDays: 2 });
  });
});

test("an installation that is older than this history starts it with its next finalise", async () => {
  await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, verdicts)));
  await finalise();
  for (const statement of [
    "DELETE FROM posture_changes WHERE tenant_id = $1",
    "DELETE FROM node_history WHERE tenant_id = $1",
    "UPDATE account_states SET controls = '{}' WHERE tenant_id = $1",
    "UPDATE organization_nodes SET controls = '{}' WHERE tenant_id = $1",
  ])
    await query(databases.ownerUrl, statement, [crawl.tenantId]);
  expect(await inTenant(recountTenant)).toEqual([]);
  const changed = [decided("c-bucket", "eu-west-1", "arn:aws:s3:::a", pass()), ...verdicts.slice(1)];
  await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, changed, { day: "2026-11-03" })));
  await finalise("2026-11-03");
  expect(await inTenant(recountTenant)).toEqual([]);
  const changes = await inTenant((tx) => tx.postureChange.findMany());
  expect(changes.map(({ nodeId, causes }) => [nodeId, Object.keys(causes as object)]).sort()).toEqual([
    ["111111111111", ["mended"]],
    ["ou-work", ["mended"]],
    ["r-root", ["mended"]],
  ]);
  expect(await inTenant((tx) => tx.nodeHistory.count())).toBe(3);
  const root = await inTenant((tx) => tx.organizationNode.findFirstOrThrow({ where: { nodeId: "r-root" } }));
  expect(Object.keys(root.controls as object)).toEqual(["c-root", "c-bucket", "c-instance"]);
});

test("any sequence of results leaves lives and counts that equal a recount from scratch", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
      crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
      for (const [index, crawled] of steps.entries()) {
        await apply(crawled, index);
        expect(await inTenant(recountTenant)).toEqual([]);
        await finalise();
        expect(await inTenant(recountTenant)).toEqual([]);
      }
      const findings = await inTenant((tx) => tx.finding.findMany());
      const statuses = new Map(findings.map((finding) => [finding.resource, finding.status]));
      for (const index of [0, 1, 2]) expect(statuses.get(bucketArn(index)) ?? null).toBe(retold(steps, index));
    }),
    { numRuns: 25 },
  );
}, 120_000);
