import { type CrawlBench, createCrawlBench, startBenchCrawl } from "@sekinin/crawl/testing";
import { afterEach, expect, inject, test } from "vitest";
import { accountsDone, crawlEnd, freshPrefix, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

let bench: CrawlBench;

afterEach(async () => {
  await endWorkers();
  await bench.close();
});

test("a small tenant that comes late is done long before the big one that came first", async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [
      { seed: 51, accounts: 50 },
      { seed: 52, accounts: 5 },
    ],
    latencyMs: 20,
  });
  const [big, small] = bench.tenants;
  if (big === undefined || small === undefined) throw new Error("no tenants");
  await workerOf(bench, freshPrefix(), { redisUrl: inject("redisUrl"), concurrency: 4 }).ready;
  const bigCrawl = await startBenchCrawl(bench, big);
  await accountsDone(bench, big, bigCrawl, 5, 120);
  const smallCrawl = await startBenchCrawl(bench, small);
  expect((await crawlEnd(bench, small, smallCrawl, 200)).state).toBe("complete");
  const doneMeanwhile = await bench.postgres.database.withTenant(big.tenantId, (tx) =>
    tx.crawlStep.count({ where: { crawlId: bigCrawl, kind: "account", state: "done" } }),
  );
  // Turn about, the big one gets about as many steps as the small one; without fairness it would be all 50.
  expect(doneMeanwhile).toBeLessThan(30);
  expect((await crawlEnd(bench, big, bigCrawl, 300)).state).toBe("complete");
});
