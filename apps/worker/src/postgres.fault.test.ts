import { brokenPromises, type CrawlBench, createCrawlBench, startBenchCrawl } from "@sekinin/crawl/testing";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type OwnServer, ownPostgres } from "./testing/own-services.ts";
import { accountsDone, crawlEnd, freshPrefix, until, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

let postgres: OwnServer;
let bench: CrawlBench;

beforeEach(async () => {
  postgres = await ownPostgres();
});
afterEach(async () => {
  await endWorkers();
  await bench.close();
  await postgres.remove();
});

test("Postgres is stopped at once and started again, twice: nothing acknowledged is lost, nothing is done twice", async () => {
  bench = await createCrawlBench({
    adminUrl: postgres.url,
    organizations: [{ seed: 24, accounts: 12 }],
    latencyMs: 20,
  });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  const worker = workerOf(bench, freshPrefix(), { redisUrl: inject("redisUrl"), leaseSeconds: 6, concurrency: 2 });
  const port = await worker.ready;
  const crawlId = await startBenchCrawl(bench, tenant);
  for (const done of [2, 6]) {
    await accountsDone(bench, tenant, crawlId, done);
    await postgres.end("SIGQUIT");
    await until(10, "readiness turns", async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 503);
    await postgres.start();
  }
  await crawlEnd(bench, tenant, crawlId, 200);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});
