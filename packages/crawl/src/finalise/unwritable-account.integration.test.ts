import { listAccountStates, readHeatmap, readTrend, type TenantTransaction } from "@sekinin/db";
import { query } from "@sekinin/db/testing";
import { cellOf, overallSum } from "@sekinin/posture";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type BenchTenant, type CrawlBench, crawlToEnd, createCrawlBench, disagreementsOf } from "../testing/index.ts";

let bench: CrawlBench;
let tenant: BenchTenant;

beforeEach(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 33, accounts: 4 }],
    limits: { attempts: 1, backOffSeconds: 0.01 },
  });
  const [only] = bench.tenants;
  if (only === undefined) throw new Error("no tenant");
  tenant = only;
});
afterEach(() => bench.close());

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
  bench.postgres.database.withTenant(tenant.tenantId, work);

/** From now on the database refuses what is written of an account: always, or until the last step. */
async function refuse(accountId: string, until: "never" | "finalise"): Promise<void> {
  const isOver = "EXISTS (SELECT FROM crawl_steps WHERE crawl_id = NEW.crawl_id AND kind = 'finalise')";
  const refused = until === "never" ? "true" : `NOT ${isOver}`;
  await query(
    bench.postgres.ownerUrl,
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.account_id = '${accountId}' AND ${refused} THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$`,
  );
  await query(
    bench.postgres.ownerUrl,
    "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON account_states FOR EACH ROW EXECUTE FUNCTION refuse()",
  );
}

function anyMember(): string {
  const { organization } = tenant;
  const member = [...organization.accountIds()].find(
    (id) => id !== organization.managementAccountId && organization.account(id)?.state === "ACTIVE",
  );
  if (member === undefined) throw new Error("no active member");
  return member;
}

async function shown() {
  const organizationId = tenant.organization.id;
  return inTenant(async (tx) => {
    const heatmap = await readHeatmap(tx, { organizationId, parentIds: [] });
    const [root] = heatmap?.rows ?? [];
    if (root === undefined) throw new Error("no heatmap");
    const trend = await readTrend(tx, { organizationId, nodeId: root.nodeId, from: "2020-01-01", to: "2100-01-01" });
    const states = await listAccountStates(tx, organizationId);
    return { root, knownShare: cellOf(overallSum(root.posture.sums)).knownShare ?? 0, trend, states };
  });
}

test.each(["never read", "read by an earlier crawl"] as const)(
  "an active account whose step fails for good is unknown with a reason: one that was %s",
  async (given) => {
    const member = anyMember();
    if (given === "read by an earlier crawl") await crawlToEnd(bench, tenant);
    await refuse(member, "finalise");
    expect((await crawlToEnd(bench, tenant)).state).toBe("complete");
    const { trend, states, root, knownShare } = await shown();
    expect(states.find(({ accountId }) => accountId === member)).toMatchObject({
      status: "unknown",
      reason: { code: "not-collected", detail: "gave-up" },
    });
    expect(trend.points.at(-1)).toMatchObject({ accounts: root.accounts, unreadAccounts: 1 });
    expect(overallSum(root.posture.sums).unknownDuties).toBeGreaterThanOrEqual(20);
    expect(knownShare).toBeLessThan(0.9);
    expect(await disagreementsOf(bench, tenant)).toEqual([]);
  },
);

test("one that cannot be written at all keeps no crawl from its end, and counts as not read", async () => {
  await refuse(anyMember(), "never");
  expect((await crawlToEnd(bench, tenant)).state).toBe("complete");
  const { trend, root } = await shown();
  expect(trend.points.at(-1)).toMatchObject({ accounts: root.accounts, unreadAccounts: 1, oldestReadOn: null });
  expect(await disagreementsOf(bench, tenant)).toEqual([]);
});
