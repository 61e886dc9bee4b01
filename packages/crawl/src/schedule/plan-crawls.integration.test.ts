import { listCrawls, updateConnection } from "@sekinin/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type BenchTenant, type CrawlBench, createCrawlBench } from "../testing/index.ts";
import { nextCrawlAt } from "./next-crawl.ts";
import { planCrawls } from "./plan-crawls.ts";

let bench: CrawlBench;
let tenant: BenchTenant;
const now = new Date("2026-11-24T03:59:59Z");

beforeEach(async () => {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), organizations: [{ accounts: 1 }] });
  const [first] = bench.tenants;
  if (first === undefined) throw new Error("no tenant");
  tenant = first;
});
afterEach(() => bench.close());

const at = (instant: Date) => ({ ...bench.services, clock: { now: () => instant } });
const change = (changes: Parameters<typeof updateConnection>[2]) =>
  bench.postgres.database.withTenant(tenant.tenantId, (tx) => updateConnection(tx, tenant.connection.id, changes));
const crawls = () => bench.postgres.database.withTenant(tenant.tenantId, (tx) => listCrawls(tx, { limit: 10 }));
const schedule = () => ({ hour: 3, zone: "UTC", connectionId: tenant.connection.id });

test("a due connection starts one crawl, and its time moves to the next day", async () => {
  await change({ scheduleHour: 3, nextCrawlAt: new Date("2026-11-24T03:00:00Z") });
  expect(await planCrawls(at(now))).toBe(1);
  expect(await crawls()).toMatchObject([{ trigger: "schedule", state: "running" }]);
  expect((await change({})).nextCrawlAt).toEqual(nextCrawlAt(now, schedule()));
});

test("two schedulers at the same moment start one crawl, even where it has ended meanwhile", async () => {
  await change({ scheduleHour: 3, nextCrawlAt: new Date("2026-11-24T03:00:00Z") });
  const started = await Promise.all([1, 2, 3, 4].map(() => planCrawls(at(now))));
  expect(started.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await crawls()).toHaveLength(1);
  expect(await planCrawls(at(now))).toBe(0);
});

test("days on which nothing ran start one crawl, not one each", async () => {
  await change({ scheduleHour: 3, nextCrawlAt: new Date("2026-11-01T03:00:00Z") });
  expect(await planCrawls(at(now))).toBe(1);
  expect(await crawls()).toHaveLength(1);
});

test.each([
  { given: "without a schedule", changes: { scheduleHour: null, nextCrawlAt: new Date(0) } },
  { given: "that is not due", changes: { scheduleHour: 3, nextCrawlAt: new Date("2026-11-24T04:00:00Z") } },
  { given: "that is unsafe", changes: { scheduleHour: 3, nextCrawlAt: new Date(0), state: "unsafe" as const } },
  { given: "that was never tested", changes: { scheduleHour: 3, nextCrawlAt: new Date(0), state: "draft" as const } },
])("a connection $given starts none", async ({ changes }) => {
  await change(changes);
  expect(await planCrawls(at(now))).toBe(0);
  expect(await crawls()).toEqual([]);
});

test("a new schedule gets its first time, and starts nothing before", async () => {
  await change({ scheduleHour: 3, nextCrawlAt: null });
  expect(await planCrawls(at(now))).toBe(0);
  expect((await change({})).nextCrawlAt).toEqual(nextCrawlAt(now, schedule()));
});

test("a crawl that still runs is not doubled, and its next time comes", async () => {
  await change({ scheduleHour: 3, nextCrawlAt: new Date("2026-11-23T03:00:00Z") });
  await planCrawls(at(new Date("2026-11-23T03:00:01Z")));
  expect(await planCrawls(at(new Date("2026-11-24T12:00:00Z")))).toBe(0);
  expect(await crawls()).toHaveLength(1);
  expect((await change({})).nextCrawlAt?.getTime()).toBeGreaterThan(new Date("2026-11-24T12:00:00Z").getTime());
});
