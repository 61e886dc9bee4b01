import {
  addFinaliseStepWhenDone,
  cancelCrawl,
  claimStep,
  findCrawl,
  finishStep,
  requestCancel,
  type TenantTransaction,
  withLease,
} from "@sekinin/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { reconcile } from "./reconcile.ts";
import { type BenchTenant, type CrawlBench, createCrawlBench, drain, startBenchCrawl } from "./testing/index.ts";

let bench: CrawlBench;
let tenant: BenchTenant;
let crawlId: string;
let stepId: string;

beforeEach(async () => {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), organizations: [{ accounts: 2 }] });
  const [first] = bench.tenants;
  if (first === undefined) throw new Error("no tenant");
  tenant = first;
  crawlId = await startBenchCrawl(bench, tenant);
  stepId = (await inTenant((tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId } }))).id;
});
afterEach(() => bench.close());

function inTenant<T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return bench.postgres.database.withTenant(tenant.tenantId, work);
}
const nothing = { leases: 0, cancelled: 0, finalised: 0, failed: 0 };
const stateOf = async () => (await inTenant((tx) => findCrawl(tx, crawlId)))?.state;
const end = { state: "done", unread: null, calls: 0, throttles: 0 } as const;

test("a crawl in good order is left alone", async () => {
  expect(await reconcile(bench.services)).toEqual(nothing);
  await inTenant((tx) => claimStep(tx, stepId, 60));
  expect(await reconcile(bench.services)).toEqual(nothing);
});

test("a lease that ran out goes back, and its late writer writes nothing", async () => {
  const claimed = await inTenant((tx) => claimStep(tx, stepId, 0.05));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await reconcile(bench.services)).toEqual({ ...nothing, leases: 1 });
  expect(await inTenant((tx) => finishStep(tx, stepId, claimed?.leaseToken ?? "", end))).toBe(false);
  expect((await drain(bench, tenant, crawlId)).state).toBe("complete");
});

test("a cancelled crawl without a running step ends; one with a running step waits for it", async () => {
  const claimed = await inTenant((tx) => claimStep(tx, stepId, 60));
  await inTenant((tx) => requestCancel(tx, crawlId));
  expect(await reconcile(bench.services)).toEqual(nothing);
  await inTenant((tx) => finishStep(tx, stepId, claimed?.leaseToken ?? "", { ...end, state: "cancelled" }));
  expect(await reconcile(bench.services)).toEqual({ ...nothing, cancelled: 1 });
  expect(await stateOf()).toBe("cancelled");
});

test("a crawl whose organisation was read and whose last step is missing gets it, once", async () => {
  const claimed = await inTenant((tx) => claimStep(tx, stepId, 60));
  await inTenant((tx) => finishStep(tx, stepId, claimed?.leaseToken ?? "", end));
  const both = await Promise.all([reconcile(bench.services), reconcile(bench.services)]);
  expect(both.map(({ finalised }) => finalised).sort()).toEqual([0, 1]);
  expect(await inTenant((tx) => tx.crawlStep.count({ where: { crawlId, kind: "finalise" } }))).toBe(1);
  expect(await stateOf()).toBe("running");
});

test("a crawl whose organisation's step has failed for good ends as failed", async () => {
  const claimed = await inTenant((tx) => claimStep(tx, stepId, 60));
  await inTenant((tx) => finishStep(tx, stepId, claimed?.leaseToken ?? "", { ...end, state: "failed" }));
  expect(await reconcile(bench.services)).toEqual({ ...nothing, failed: 1 });
  expect(await inTenant((tx) => findCrawl(tx, crawlId))).toMatchObject({
    state: "failed",
    failure: { code: "internal" },
  });
});

test("a database that is away for a moment does not end a crawl as failed", async () => {
  const claimed = await inTenant((tx) => claimStep(tx, stepId, 60));
  await inTenant((tx) => finishStep(tx, stepId, claimed?.leaseToken ?? "", end));
  let failures = 1;
  const { database } = bench.services;
  const flaky: typeof database = {
    ...database,
    withTenant: (...given) =>
      failures-- > 0 ? Promise.reject(new Error("the connection was cut")) : database.withTenant(...given),
  };
  expect(await reconcile({ ...bench.services, database: flaky })).toEqual(nothing);
  expect(await stateOf()).toBe("running");
  expect(await reconcile(bench.services)).toEqual({ ...nothing, finalised: 1 });
});

test("a cancellation and a worker that is about to end its crawl never block each other", async () => {
  const claimed = await inTenant((tx) => claimStep(tx, stepId, 60));
  let cancelled: Promise<boolean> = Promise.resolve(false);
  const ended = inTenant(async (tx) => {
    await withLease(tx, stepId, claimed?.leaseToken ?? "");
    cancelled = inTenant((other) => cancelCrawl(other, { crawlId, actor: { kind: "command-line", id: null } }));
    await Promise.race([cancelled, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    await finishStep(tx, stepId, claimed?.leaseToken ?? "", end);
    return addFinaliseStepWhenDone(tx, crawlId);
  });
  const added = await ended;
  expect(await cancelled).toBe(true);
  expect(added).toBe(false);
  await reconcile(bench.services);
  expect(await stateOf()).toBe("cancelled");
});
