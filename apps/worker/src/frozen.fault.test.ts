import { readFileSync } from "node:fs";
import { brokenPromises, type CrawlBench, createCrawlBench, startBenchCrawl } from "@sekinin/crawl/testing";
import { afterEach, expect, inject, test } from "vitest";
import { crawlEnd, freshPrefix, until, type WorkerSettings, workerOf } from "./testing/worker-bench.ts";
import { endWorkers } from "./testing/worker-process.ts";

const settings: WorkerSettings = { redisUrl: inject("redisUrl"), leaseSeconds: 6, concurrency: 3 };
let bench: CrawlBench;

afterEach(async () => {
  await endWorkers();
  await bench.close();
});

/** The kernel's word for a process: `T` is stopped. */
const isFrozen = (pid: number) => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));

test.each(["before-write", "mid-write", "after-read"])(
  "a worker frozen %s wakes up late and writes nothing",
  async (point) => {
    bench = await createCrawlBench({
      adminUrl: inject("postgresAdminUrl"),
      organizations: [{ seed: 22, accounts: 6 }],
    });
    const [tenant] = bench.tenants;
    if (tenant === undefined) throw new Error("no tenant");
    const prefix = freshPrefix();
    const zombie = workerOf(bench, prefix, {
      ...settings,
      variables: { SEKININ_FAULT_POINT: point, SEKININ_FAULT_COUNT: "2", SEKININ_FAULT_ACTION: "freeze" },
    });
    const port = await zombie.ready;
    const crawlId = await startBenchCrawl(bench, tenant);
    await until(60, "the worker freezes", async () => isFrozen(zombie.pid));

    await workerOf(bench, prefix, settings).ready;
    await crawlEnd(bench, tenant, crawlId, 200);
    const before = await brokenPromises(bench, tenant, crawlId);

    zombie.signal("SIGCONT");
    const metrics = await until(30, "the zombie counts its lost lease", async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return text.includes("sekinin_leases_lost_total") && text;
    });
    expect(metrics).toMatch(/sekinin_leases_lost_total [1-9]/);
    expect(before).toEqual([]);
    expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
  },
);
