import { type CrawlBench, createCrawlBench, startBenchCrawl } from "@sekinin/crawl/testing";
import { cancelCrawl, listAuditEvents } from "@sekinin/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { accountsDone, crawlEnd, freshPrefix, until, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

let bench: CrawlBench;

beforeEach(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 41, accounts: 8 }],
    latencyMs: 150,
  });
});
afterEach(async () => {
  await endWorkers();
  await bench.close();
});

test("a crawl that is cancelled in the middle ends within 5 s, and calls nothing after", async () => {
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  const { tenantId } = tenant;
  const { database } = bench.postgres;
  await workerOf(bench, freshPrefix(), { redisUrl: inject("redisUrl"), concurrency: 2 }).ready;
  const crawlId = await startBenchCrawl(bench, tenant);
  await accountsDone(bench, tenant, crawlId, 1);
  await until(30, "accounts in work", () =>
    database.withTenant(tenantId, (tx) => tx.crawlStep.findFirst({ where: { crawlId, state: "running" } })),
  );
  const asked = performance.now();
  const actor = { kind: "command-line", id: null } as const;
  expect(await database.withTenant(tenantId, (tx) => cancelCrawl(tx, { crawlId, actor }))).toBe(true);
  const crawl = await crawlEnd(bench, tenant, crawlId, 10);
  expect(performance.now() - asked).toBeLessThan(5_000);
  expect(crawl.state).toBe("cancelled");
  const states = await database.withTenant(tenantId, (tx) =>
    tx.crawlStep.groupBy({ by: ["state"], where: { crawlId }, _count: true }),
  );
  expect(states.map(({ state }) => state).sort()).toEqual(["cancelled", "done"]);

  bench.simulator.resetCalls();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(bench.simulator.calls().total).toBe(0);
  expect(await database.withTenant(tenantId, (tx) => cancelCrawl(tx, { crawlId, actor }))).toBe(false);
  const events = await database.withTenant(tenantId, (tx) => listAuditEvents(tx, { limit: 10 }));
  expect(events.filter(({ action }) => action === "crawl.cancelled")).toHaveLength(1);
  const organizations = await database.withTenant(tenantId, (tx) => tx.organization.findMany());
  expect(organizations.map(({ currentCrawlId }) => currentCrawlId)).toEqual([null]);
});
