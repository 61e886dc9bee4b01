import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  type CrawlBench,
  crawlToEnd,
  createCrawlBench,
  differencesOf,
  disagreementsOf,
} from "./testing/crawl-bench.ts";

/** Two organisations, 120 accounts together in 17 Regions: some 19,000 calls to a simulator on this machine. */
const sizes = [90, 30] as const;
const mostGrowthBytes = 700 * 1_024 * 1_024;

let bench: CrawlBench;
beforeAll(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: sizes.map((accounts, index) => ({ seed: 40 + index, accounts })),
  });
});
afterAll(() => bench.close());

test("two organisations crawled at once end complete, decided as planted, with sums that a recount confirms and flat memory", async () => {
  const before = process.memoryUsage().rss;
  const crawls = await Promise.all(bench.tenants.map((tenant) => crawlToEnd(bench, tenant)));
  expect(crawls.map(({ state }) => state)).toEqual(["complete", "complete"]);
  // The simulator runs in this process too; its own cache of accounts is bounded.
  expect(process.memoryUsage().rss - before).toBeLessThan(mostGrowthBytes);
  for (const tenant of bench.tenants) {
    expect(await differencesOf(bench, tenant)).toEqual([]);
    expect(await disagreementsOf(bench, tenant)).toEqual([]);
  }
});
