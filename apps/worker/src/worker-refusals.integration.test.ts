import { type CrawlBench, createCrawlBench } from "@sekinin/crawl/testing";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { ownRedis } from "./testing/own-services.ts";
import { freshPrefix, workerOf } from "./testing/worker-bench.ts";
import { endWorkers, startWorkerProcess } from "./testing/worker-process.ts";

const redisUrl = inject("redisUrl");
let bench: CrawlBench;

beforeAll(async () => {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), organizations: [{ accounts: 1 }] });
});
afterEach(endWorkers);
afterAll(() => bench.close());

const options = (changes: object) => ({
  databaseUrl: bench.postgres.appUrl,
  systemUrl: bench.postgres.systemUrl,
  endpointUrl: bench.simulator.endpointUrl,
  queuePrefix: freshPrefix(),
  redisUrl,
  ...changes,
});

test("the same settings start, so that the refusals below are for their own reason", async () => {
  expect(await workerOf(bench, freshPrefix(), { redisUrl }).ready).toBeGreaterThan(0);
});

test.each([
  {
    given: "a database role that sees every tenant",
    change: () => ({ databaseUrl: bench.postgres.ownerUrl }),
    words: "database role could see every tenant",
  },
  {
    given: "a database that is not there",
    change: () => ({ databaseUrl: "postgresql://a:b@127.0.0.1:1/x" }),
    words: "database does not answer",
  },
  {
    given: "a Redis that is not there",
    change: () => ({ redisUrl: "redis://127.0.0.1:1" }),
    words: "Redis does not answer",
  },
  {
    given: "an environment with a gap",
    change: () => ({ variables: { REDIS_URL: "http://x" } }),
    words: "`REDIS_URL` is not an address",
  },
  {
    given: "a fault point that does not exist",
    change: () => ({ variables: { SEKININ_FAULT_POINT: "nowhere" } }),
    words: "SEKININ_FAULT_POINT",
  },
])("it does not start with $given, and says so", async ({ change, words }) => {
  const worker = startWorkerProcess(options(change()));
  expect(await worker.ended).toEqual({ code: 1, signal: null });
  expect(worker.log()).toContain(words);
});

test("it does not start with a Redis that may drop jobs", async () => {
  const evicting = await ownRedis();
  try {
    const redis = new Redis(evicting.url);
    await redis.config("SET", "maxmemory-policy", "allkeys-lru");
    redis.disconnect();
    const worker = startWorkerProcess(options({ redisUrl: evicting.url }));
    expect(await worker.ended).toEqual({ code: 1, signal: null });
    expect(worker.log()).toContain("may drop jobs");
  } finally {
    await evicting.remove();
  }
});
