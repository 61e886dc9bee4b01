import { fail, pass, unknown } from "@sekinin/responsibility";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { freezeAccount } from "../account/freeze-account.ts";
import { listAccountStates } from "../account/list-account-states.ts";
import { storeAccountResult } from "../account/store-account-result.ts";
import { finaliseOrganization } from "../heatmap/finalise-organization.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { decided, rootArn, type SampleCrawl, sampleCrawl, sampleResult, sampleTree } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { recountTenant } from "./recount-tenant.ts";

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

async function finalise(): Promise<void> {
  await inTenant(async (tx) => {
    const states = await listAccountStates(tx, crawl.organizationId);
    const current = states.filter((state) => state.status !== "frozen");
    const nodes = sampleTree(new Map(current.map((state) => [state.accountId, state.sums])));
    await finaliseOrganization(tx, { ...crawl, nodes, day: "2026-11-02" });
  });
  crawl = await sampleCrawl(databases.database, crawl.tenantId, { connectionId: crawl.connectionId });
}

describe("a planted disagreement", () => {
  beforeEach(async () => {
    for (const accountId of ["111111111111", "222222222222"]) {
      const rows = [
        decided("c-bucket", "eu-west-1", "arn:aws:s3:::a", fail("no-tls-deny")),
        decided("c-bucket", "eu-west-1", "arn:aws:s3:::b", pass()),
        decided("c-root", "global", rootArn, unknown({ code: "throttled" })),
      ];
      await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, rows, { accountId })));
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
      given: "a missing rollup row",
      statement: "DELETE FROM posture_rollups WHERE node_id = '111111111111' AND tenant_id = $1",
      expected: { kind: "rollup-account", stored: null },
    },
  ])("$given is found", async ({ statement, expected }) => {
    await query(databases.ownerUrl, statement, [crawl.tenantId]);
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
