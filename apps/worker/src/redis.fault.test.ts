import {
  type BenchTenant,
  brokenPromises,
  type CrawlBench,
  createCrawlBench,
  startBenchCrawl,
} from "@sekinin/crawl/testing";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type OwnServer, ownRedis } from "./testing/own-services.ts";
import { accountsDone, crawlEnd, freshPrefix, until, type WorkerSettings, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

let redis: OwnServer;
let bench: CrawlBench;
let tenant: BenchTenant;
let settings: WorkerSettings;

beforeEach(async () => {
  redis = await ownRedis();
  settings = { redisUrl: redis.url, leaseSeconds: 6, concurrency: 2 };
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 23, accounts: 12 }],
    latencyMs: 20,
  });
  const [first] = bench.tenants;
  if (first === undefined) throw new Error("no tenant");
  tenant = first;
});
afterEach(async () => {
  await endWorkers();
  await bench.close();
  await redis.remove();
});

test("Redis loses everything in mid-crawl: the crawl goes on from Postgres", async () => {
  const prefix = freshPrefix();
  await workerOf(bench, prefix, settings).ready;
  const crawlId = await startBenchCrawl(bench, tenant);
  const client = new Redis(redis.url);
  for (const done of [1, 4, 7]) {
    await accountsDone(bench, tenant, crawlId, done);
    await client.flushall();
  }
  client.disconnect();
  await crawlEnd(bench, tenant, crawlId, 200);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});

test("Redis is killed and comes back: the same worker goes on within 30 s", async () => {
  const worker = workerOf(bench, freshPrefix(), settings);
  const port = await worker.ready;
  const crawlId = await startBenchCrawl(bench, tenant);
  await accountsDone(bench, tenant, crawlId, 3);
  await redis.end("SIGKILL");
  await until(10, "readiness turns", async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 503);
  await redis.start();
  const back = performance.now();
  const done = await bench.postgres.database.withTenant(tenant.tenantId, (tx) =>
    tx.crawlStep.count({ where: { crawlId, kind: "account", state: "done" } }),
  );
  await accountsDone(bench, tenant, crawlId, Math.min(12, done + 1), 40);
  expect(performance.now() - back).toBeLessThan(30_000);
  await crawlEnd(bench, tenant, crawlId, 200);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});

test("Redis hangs: liveness turns, and nothing is done twice when it wakes up", async () => {
  const worker = workerOf(bench, freshPrefix(), { ...settings, variables: { SEKININ_TEST_STUCK_SECONDS: "4" } });
  const port = await worker.ready;
  const liveness = async () => (await fetch(`http://127.0.0.1:${port}/livez`)).status;
  const crawlId = await startBenchCrawl(bench, tenant);
  await accountsDone(bench, tenant, crawlId, 2);
  expect(await liveness()).toBe(200);
  redis.freeze();
  await until(30, "liveness turns", async () => (await liveness()) === 503);
  redis.thaw();
  await until(60, "liveness comes back", async () => (await liveness()) === 200);
  await crawlEnd(bench, tenant, crawlId, 200);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});
