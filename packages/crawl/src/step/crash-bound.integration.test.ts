import { claimStep, findCrawl, reapExpiredLeases } from "@sekinin/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import {
  type BenchTenant,
  type CrawlBench,
  crawlToEnd,
  createCrawlBench,
  disagreementsOf,
  drain,
  startBenchCrawl,
} from "../testing/index.ts";
import { runStep } from "./run-step.ts";

const attempts = 2;
const { signal } = new AbortController();

let bench: CrawlBench;
let tenant: BenchTenant;

beforeEach(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 21, accounts: 2 }],
    limits: { attempts },
  });
  const [only] = bench.tenants;
  if (only === undefined) throw new Error("no tenant");
  tenant = only;
});
afterEach(() => bench.close());

const stepOf = (crawlId: string, kind: "organization" | "finalise") =>
  bench.postgres.database.withTenant(tenant.tenantId, (tx) => tx.crawlStep.findFirst({ where: { crawlId, kind } }));

/** Processes that claim the step and are gone before they end it, one after another. */
async function crash(stepId: string, times: number): Promise<void> {
  for (let each = 0; each < times; each += 1) {
    const claimed = await bench.postgres.database.withTenant(tenant.tenantId, (tx) => claimStep(tx, stepId, 0.001));
    if (claimed === null) throw new Error("the step could not be claimed");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await bench.postgres.database.withSystem(reapExpiredLeases);
  }
}

/** Runs the crawl's steps until the step of the kind waits. */
async function reach(crawlId: string, kind: "organization" | "finalise"): Promise<string> {
  for (;;) {
    const wanted = await stepOf(crawlId, kind);
    if (wanted !== null) return wanted.id;
    const steps = await bench.postgres.database.withTenant(tenant.tenantId, (tx) =>
      tx.crawlStep.findMany({ where: { crawlId, state: "pending" } }),
    );
    for (const { id } of steps) await runStep(bench.services, { tenantId: tenant.tenantId, stepId: id }, { signal });
  }
}

test.each(["organization", "finalise"] as const)(
  "a crawl whose %s step takes every process down with it fails, and says so",
  async (kind) => {
    const before = await crawlToEnd(bench, tenant);
    const crawlId = await startBenchCrawl(bench, tenant);
    const stepId = await reach(crawlId, kind);
    await crash(stepId, attempts * 4);
    await runStep(bench.services, { tenantId: tenant.tenantId, stepId }, { signal });
    const { database } = bench.postgres;
    expect(await database.withTenant(tenant.tenantId, (tx) => findCrawl(tx, crawlId))).toMatchObject({
      state: "failed",
      failure: { code: "crawl.gave-up" },
    });
    expect(await stepOf(crawlId, kind)).toMatchObject({ state: "failed", attempt: attempts * 4 + 1 });
    // Pages go on showing the crawl before, and the connection is not to blame.
    const organizations = await database.withTenant(tenant.tenantId, (tx) => tx.organization.findMany());
    expect(organizations.map(({ currentCrawlId }) => currentCrawlId)).toEqual([before.id]);
    const connections = await database.withTenant(tenant.tenantId, (tx) => tx.connection.findMany());
    expect(connections.map(({ state }) => state)).toEqual(["ready"]);
    expect((await crawlToEnd(bench, tenant)).state).toBe("complete");
  },
);

test.each(["organization", "finalise"] as const)("one crash less, and the %s step is done", async (kind) => {
  const crawlId = await startBenchCrawl(bench, tenant);
  await crash(await reach(crawlId, kind), attempts * 4 - 1);
  expect((await drain(bench, tenant, crawlId)).state).toBe("complete");
  expect(await disagreementsOf(bench, tenant)).toEqual([]);
});
