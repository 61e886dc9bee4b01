import { faultPoints, testSettings } from "@sekinin/config";
import {
  type BenchTenant,
  brokenPromises,
  type CrawlBench,
  createCrawlBench,
  startBenchCrawl,
} from "@sekinin/crawl/testing";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { seededRandom } from "./testing/seeded-random.ts";
import { crawlEnd, freshPrefix, type WorkerSettings, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

const settings: WorkerSettings = { redisUrl: inject("redisUrl"), leaseSeconds: 6, concurrency: 3 };
let bench: CrawlBench;
let tenant: BenchTenant;

beforeEach(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 21, accounts: 6 }],
    latencyMs: 5,
  });
  const [first] = bench.tenants;
  if (first === undefined) throw new Error("no tenant");
  tenant = first;
});
afterEach(async () => {
  await endWorkers();
  await bench.close();
});

const dying = (prefix: string, point: string, count: number) =>
  workerOf(bench, prefix, {
    ...settings,
    variables: { SEKININ_FAULT_POINT: point, SEKININ_FAULT_COUNT: String(count) },
  });

test.each(faultPoints.map((point) => ({ point, count: point === "in-finalise" ? 1 : 3 })))(
  "killed $point: another worker ends the crawl as if nothing had happened",
  async ({ point, count }) => {
    const prefix = freshPrefix();
    const worker = dying(prefix, point, count);
    await worker.ready;
    const crawlId = await startBenchCrawl(bench, tenant);
    expect(await worker.ended).toEqual({ code: null, signal: "SIGKILL" });
    await workerOf(bench, prefix, settings).ready;
    await crawlEnd(bench, tenant, crawlId, 200);
    expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
  },
);

test("a step whose worker is killed three times running is not given up", async () => {
  const prefix = freshPrefix();
  const crawlId = await startBenchCrawl(bench, tenant);
  for (let times = 0; times < 3; times += 1) {
    // The organisation's step alone can run first, so each of these kills hits it.
    expect(await dying(prefix, "before-write", 1).ended).toEqual({ code: null, signal: "SIGKILL" });
  }
  await workerOf(bench, prefix, settings).ready;
  await crawlEnd(bench, tenant, crawlId, 200);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});

test("killed at twenty random moments, with two workers at a time", async () => {
  const seed = testSettings().SEKININ_FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31);
  process.stderr.write(`SEKININ_FAULT_SEED=${seed}\n`);
  const random = seededRandom(seed);
  const prefix = freshPrefix();
  const crawlId = await startBenchCrawl(bench, tenant);
  let kills = 0;
  while (kills < 20) {
    const pair = [workerOf(bench, prefix, settings), workerOf(bench, prefix, settings)];
    await Promise.all(pair.map((worker) => worker.ready));
    for (const worker of pair) {
      await new Promise((resolve) => setTimeout(resolve, random() * 1_200));
      worker.signal("SIGKILL");
      await worker.ended;
      kills += 1;
    }
  }
  await workerOf(bench, prefix, settings).ready;
  await crawlEnd(bench, tenant, crawlId, 200);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});
