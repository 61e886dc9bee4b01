import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { listAuditEvents } from "../audit/list-audit-events.ts";
import { claimStep } from "../step/claim-step.ts";
import { renewLease } from "../step/renew-lease.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { type SampleCrawl, sampleCrawl } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { cancelCrawl } from "./cancel-crawl.ts";
import { findCrawl } from "./find-crawl.ts";
import { listCrawlSteps } from "./list-crawl-steps.ts";

const actor = { kind: "command-line", id: null } as const;

let databases: TestDatabase;
let crawl: SampleCrawl;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
beforeEach(async () => {
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
});

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);
const cancel = (at?: Date) => inTenant((tx) => cancelCrawl(tx, { crawlId: crawl.crawlId, actor, ...(at && { at }) }));
const stateOf = async () => (await inTenant((tx) => findCrawl(tx, crawl.crawlId)))?.state;
const cancellations = async () => {
  const events = await inTenant((tx) => listAuditEvents(tx, { limit: 50 }));
  return events.filter(({ action }) => action === "crawl.cancelled").map((event) => event.detail);
};

test("a crawl of which no worker holds a step ends at once, with one audit event", async () => {
  expect(await cancel()).toBe(true);
  expect(await stateOf()).toBe("cancelled");
  expect(await cancellations()).toEqual([{ crawlId: crawl.crawlId }]);
});

test("a worker that holds a step learns of it, and the crawl runs until that step ends", async () => {
  const [step] = await inTenant((tx) => listCrawlSteps(tx, { crawlId: crawl.crawlId, limit: 1 }));
  const claimed = await inTenant((tx) => claimStep(tx, step?.id ?? "", 60));
  expect(await cancel()).toBe(true);
  expect(await stateOf()).toBe("running");
  expect(await inTenant((tx) => renewLease(tx, step?.id ?? "", claimed?.leaseToken ?? ""))).toBe("cancelled");
  expect(await cancellations()).toHaveLength(1);
});

test("one that has ended is left as it is, without an audit event", async () => {
  expect(await cancel()).toBe(true);
  expect(await cancel()).toBe(false);
  expect(await cancellations()).toHaveLength(1);
});

test.each(["", "no-uuid", "00000000-0000-4000-8000-000000000000"])("`%s` is no crawl", async (crawlId) => {
  expect(await inTenant((tx) => cancelCrawl(tx, { crawlId, actor }))).toBe(false);
  expect(await cancellations()).toEqual([]);
});

test("another tenant's crawl is not there", async () => {
  const other = await databases.createTenant();
  const { crawlId } = crawl;
  expect(await databases.database.withTenant(other.id, (tx) => cancelCrawl(tx, { crawlId, actor }))).toBe(false);
  expect(await stateOf()).toBe("running");
});

test("an instant that is given counts instead of the database's clock", async () => {
  const at = new Date("2026-09-01T03:04:05Z");
  expect(await cancel(at)).toBe(true);
  expect(await inTenant((tx) => findCrawl(tx, crawl.crawlId))).toMatchObject({ finishedAt: at });
});
