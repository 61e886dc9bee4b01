import { brokenPromises, type CrawlBench, createCrawlBench, startBenchCrawl } from "@sekinin/crawl/testing";
import { findConnectionTest, requestConnectionTest } from "@sekinin/db";
import { afterEach, expect, inject, test } from "vitest";
import { crawlEnd, freshPrefix, until, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

const redisUrl = inject("redisUrl");
let bench: CrawlBench;

afterEach(async () => {
  await endWorkers();
  await bench.close();
});

test("the worker crawls an organisation that somebody asked for, and decides what was planted", async () => {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), organizations: [{ seed: 7, accounts: 12 }] });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  const worker = workerOf(bench, freshPrefix(), { redisUrl });
  const port = await worker.ready;
  const crawlId = await startBenchCrawl(bench, tenant);
  await crawlEnd(bench, tenant, crawlId, 50);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);

  expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toMatch(/sekinin_crawl_steps_total\{kind="finalise",outcome="done"\} 1/);

  worker.signal("SIGTERM");
  const stopped = performance.now();
  expect(await worker.ended).toEqual({ code: 0, signal: null });
  expect(performance.now() - stopped).toBeLessThan(25_000);
  const log = worker.log();
  for (const secret of [tenant.connection.externalId, "SecretAccessKey", "dGVzdHRlc3R0", tenant.tenantId]) {
    expect(log).not.toContain(secret);
  }
});

test("the worker runs a connection test that somebody asked for", async () => {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), organizations: [{ seed: 8, accounts: 3 }] });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  const { tenantId, connection } = tenant;
  const { database } = bench.postgres;
  await workerOf(bench, freshPrefix(), { redisUrl }).ready;
  const { id } = await database.withTenant(tenantId, (tx) => requestConnectionTest(tx, connection.id));
  const ended = await until(30, "the test's end", async () => {
    const row = await database.withTenant(tenantId, (tx) => findConnectionTest(tx, id));
    return row !== null && row.finishedAt !== null && row;
  });
  expect(ended.state).toBe("passed");
  expect(ended.steps.length).toBeGreaterThanOrEqual(4);
});
