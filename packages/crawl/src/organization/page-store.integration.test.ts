import { claimStep, LeaseLost, listOrganizationPages, reapExpiredLeases } from "@sekinin/db";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import type { StepContext } from "../step/step-context.ts";
import { type BenchTenant, benchOrganization, benchTenant } from "../testing/bench-tenant.ts";
import { type CrawlBench, createCrawlBench, startBenchCrawl } from "../testing/crawl-bench.ts";
import { pageStore } from "./page-store.ts";

let bench: CrawlBench;
let tenant: BenchTenant;
let context: Pick<StepContext, "services" | "tenantId" | "step">;
let seed = 100;
let time = 0;
const now = () => time;

beforeAll(async () => {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl") });
});
afterAll(() => bench.close());
beforeEach(async () => {
  seed += 1;
  tenant = await benchTenant(bench.postgres, benchOrganization({ seed }));
  await startBenchCrawl(bench, tenant);
  context = { services: bench.services, tenantId: tenant.tenantId, step: await claim() };
});

function claim(): Promise<StepContext["step"]> {
  return bench.postgres.database.withTenant(tenant.tenantId, async (tx) => {
    const { id } = await tx.crawlStep.findFirstOrThrow();
    const step = await claimStep(tx, id, 60);
    if (step === null) throw new Error("the step could not be claimed");
    return step;
  });
}

const page = (list: string, sequence: number, ...body: string[]) => ({ list, sequence, body, nextToken: null });
const rows = () =>
  bench.postgres.database.withTenant(tenant.tenantId, (tx) => listOrganizationPages(tx, context.step.crawlId));

test("pages of a moment are one row, which the next attempt reads", async () => {
  const pages = pageStore(context, now);
  for (const kept of [page("accounts", 0, "a"), page("units", 0, "u"), page("accounts", 1, "b")])
    await pages.save(kept);
  expect(await rows()).toEqual([]);
  await pages.flush();
  expect(await rows()).toHaveLength(1);
  const next = pageStore(context, now);
  expect(await next.load("accounts")).toEqual([page("accounts", 0, "a"), page("accounts", 1, "b")]);
  expect(await next.load("units")).toEqual([page("units", 0, "u")]);
  expect(await next.load("policies")).toEqual([]);
});

test("a killed attempt has kept all but the last seconds, and the next adds to it", async () => {
  const killed = pageStore(context, now);
  await killed.save(page("accounts", 0, "a"));
  time += 2_000;
  await killed.save(page("accounts", 1, "b"));
  await killed.save(page("accounts", 2, "lost"));
  const next = pageStore(context, now);
  expect(await next.load("accounts")).toEqual([page("accounts", 0, "a"), page("accounts", 1, "b")]);
  await next.save(page("accounts", 2, "c"));
  await next.flush();
  await next.flush();
  expect(await rows()).toHaveLength(2);
  expect((await pageStore(context, now).load("accounts")).map(({ body }) => body)).toEqual([["a"], ["b"], ["c"]]);
});

test("a list that is read anew replaces its pages", async () => {
  const pages = pageStore(context, now);
  await pages.save(page("accounts", 0, "old"));
  await pages.flush();
  await pages.save(page("accounts", 0, "new"));
  await pages.flush();
  expect(await pageStore(context, now).load("accounts")).toEqual([page("accounts", 0, "new")]);
});

test("whoever has lost the lease keeps nothing", async () => {
  await bench.postgres.database.withTenant(tenant.tenantId, (tx) =>
    tx.crawlStep.updateMany({ data: { leaseUntil: new Date(0) } }),
  );
  await bench.postgres.database.withSystem(reapExpiredLeases);
  const pages = pageStore(context, now);
  await pages.save(page("accounts", 0, "late"));
  await expect(pages.flush()).rejects.toBeInstanceOf(LeaseLost);
  expect(await rows()).toEqual([]);
});
