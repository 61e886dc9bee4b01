import { brokenPromises, type CrawlBench, createCrawlBench, startBenchCrawl } from "@sekinin/crawl/testing";
import { crawlStep, redisDeadLetters } from "@sekinin/jobs";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { crawlEnd, freshPrefix, until, type WorkerSettings, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

const settings: WorkerSettings = { redisUrl: inject("redisUrl"), concurrency: 3 };
let bench: CrawlBench;
let redis: Redis;
let queue: Queue;
let prefix: string;

beforeEach(async () => {
  prefix = freshPrefix();
  redis = new Redis(inject("redisUrl"), { maxRetriesPerRequest: null });
  queue = new Queue("sekinin-crawl", { connection: redis, prefix });
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [
      { seed: 31, accounts: 4 },
      { seed: 32, accounts: 4 },
    ],
  });
});
afterEach(async () => {
  await endWorkers();
  await queue.close();
  redis.disconnect();
  await bench.close();
});

function both() {
  const [a, b] = bench.tenants;
  if (a === undefined || b === undefined) throw new Error("no tenants");
  return { a, b };
}

const stepsOf = (tenantId: string, crawlId: string) =>
  bench.postgres.database.withTenant(tenantId, (tx) => tx.crawlStep.findMany({ where: { crawlId } }));

test("poisoned payloads end as dead letters, once each, and the worker goes on working", async () => {
  const { a } = both();
  const ids = { tenantId: a.tenantId, stepId: "4a1d8f5c-2b7e-4c8b-8d0d-3f1f5f0f9a77" };
  const poison: Record<string, unknown> = {
    shape: { version: 1, tenantId: a.tenantId },
    version: { version: 7, ...ids },
    large: { version: 1, ...ids, padding: "x".repeat(5_000_000) },
    text: "crawl everything",
    injection: { version: 1, tenantId: "' OR true --", stepId: ids.stepId },
  };
  for (const [jobId, data] of Object.entries(poison)) await queue.add(crawlStep.name, data, { jobId, attempts: 5 });
  // Straight into Redis, since no client of ours would send it.
  await queue.add(crawlStep.name, { version: 1, ...ids }, { jobId: "proto" });
  await redis.hset(`${prefix}:sekinin-crawl:proto`, "data", `{"__proto__":{"admin":true},"version":1}`);

  const worker = workerOf(bench, prefix, settings);
  await worker.ready;
  const deadLetters = redisDeadLetters(redis, prefix);
  const letters = await until(20, "six dead letters", async () => {
    const list = await deadLetters.list(100);
    return list.length >= 6 && list;
  });
  expect(Object.fromEntries(letters.map(({ id, refusal }) => [id, refusal]))).toEqual({
    shape: "wrong-shape",
    version: "unknown-version",
    large: "too-large",
    text: "wrong-shape",
    injection: "wrong-shape",
    proto: "forbidden-key",
  });
  const crawlId = await startBenchCrawl(bench, a);
  await crawlEnd(bench, a, crawlId, 50);
  expect(await brokenPromises(bench, a, crawlId)).toEqual([]);
  expect(await deadLetters.list(100)).toHaveLength(6);
  expect(worker.log()).not.toContain("OR true");
});

test("a job that names another tenant's step writes nothing and is a dead letter; the owner's own runs", async () => {
  const { a, b } = both();
  const crawlOfB = await startBenchCrawl(bench, b);
  const [stepOfB] = await stepsOf(b.tenantId, crawlOfB);
  if (stepOfB === undefined) throw new Error("no step");
  await queue.add(crawlStep.name, { version: 1, tenantId: a.tenantId, stepId: stepOfB.id }, { jobId: "foreign" });
  await workerOf(bench, prefix, settings).ready;
  const letters = await until(20, "the dead letter", async () => {
    const list = await redisDeadLetters(redis, prefix).list(10);
    return list.length > 0 && list;
  });
  expect(letters).toMatchObject([{ id: "foreign", refusal: "not-visible" }]);
  await crawlEnd(bench, b, crawlOfB, 50);
  expect(await brokenPromises(bench, b, crawlOfB)).toEqual([]);
  const ofA = await bench.postgres.database.withTenant(a.tenantId, (tx) =>
    Promise.all([tx.crawl.count(), tx.finding.count()]),
  );
  expect(ofA).toEqual([0, 0]);
});

test("the same step as three jobs before two workers has one effect", async () => {
  const { a } = both();
  const crawlId = await startBenchCrawl(bench, a);
  const [step] = await stepsOf(a.tenantId, crawlId);
  if (step === undefined) throw new Error("no step");
  const payload = { version: 1, tenantId: a.tenantId, stepId: step.id };
  for (const jobId of ["one", "two", "three"]) await queue.add(crawlStep.name, payload, { jobId });
  const workers = [workerOf(bench, prefix, settings), workerOf(bench, prefix, settings)];
  await Promise.all(workers.map((worker) => worker.ready));
  await crawlEnd(bench, a, crawlId, 50);
  expect(await brokenPromises(bench, a, crawlId)).toEqual([]);
  const steps = await stepsOf(a.tenantId, crawlId);
  expect(steps.map(({ attempt }) => attempt)).toEqual(steps.map(() => 1));
});
