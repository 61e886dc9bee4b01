import {
  findCrawl,
  listAccountStates,
  listDispatchable,
  readHeatmap,
  requestCancel,
  type TenantTransaction,
} from "@sekinin/db";
import { afterEach, expect, inject, test } from "vitest";
import { runStep } from "./step/run-step.ts";
import {
  type BenchTenant,
  brokenPromises,
  type CrawlBench,
  crawlToEnd,
  createCrawlBench,
  disagreementsOf,
  drain,
  startBenchCrawl,
} from "./testing/index.ts";

let bench: CrawlBench;
afterEach(() => bench.close());

async function open(options: Partial<Parameters<typeof createCrawlBench>[0]> = {}): Promise<BenchTenant> {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), ...options });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  return tenant;
}
function inTenant<T>({ tenantId }: BenchTenant, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return bench.postgres.database.withTenant(tenantId, work);
}
const { signal } = new AbortController();

test("a crawl decides every verdict as it was planted, and stores sums that can be recounted", async () => {
  const tenant = await open({ organizations: [{ seed: 1, accounts: 20 }] });
  const crawl = await crawlToEnd(bench, tenant);
  expect(await brokenPromises(bench, tenant, crawl.id)).toEqual([]);
  const organizationId = tenant.organization.id;
  const heatmap = await inTenant(tenant, (tx) =>
    readHeatmap(tx, { organizationId, parentIds: [tenant.organization.root.id] }),
  );
  expect(heatmap?.rows.length).toBeGreaterThan(1);
  const { calls } = await inTenant(tenant, (tx) =>
    tx.crawlStep.aggregate({ where: { crawlId: crawl.id, kind: "account" }, _sum: { calls: true } }),
  ).then(({ _sum }) => _sum);
  const active = [...tenant.organization.accountIds()].filter(
    (id) => tenant.organization.account(id)?.state === "ACTIVE",
  );
  // The goal is 170 for 200 accounts; the first accounts of an organisation hold more than the average.
  expect((calls ?? 0) / active.length).toBeLessThanOrEqual(180);
});

test("a second crawl with nothing changed writes at most five rows an account", async () => {
  const tenant = await open({ organizations: [{ seed: 2, accounts: 6 }] });
  await crawlToEnd(bench, tenant);
  const rows = async () => {
    const text = await bench.services.metrics.text();
    return Number(/^sekinin_account_rows_written_total (\d+)/m.exec(text)?.[1] ?? 0);
  };
  const first = await rows();
  const before = await inTenant(tenant, (tx) => tx.findingEvent.count());
  const second = await crawlToEnd(bench, tenant);
  expect(second.state).toBe("complete");
  expect(first).toBeGreaterThan(100);
  // Beside its own rows, each account's step is three writes: added, claimed, ended.
  expect(((await rows()) - first) / 6 + 3).toBeLessThanOrEqual(5);
  expect(await inTenant(tenant, (tx) => tx.findingEvent.count())).toBe(before);
  expect(await disagreementsOf(bench, tenant)).toEqual([]);
});

test("every time of a crawl that a page shows is the given clock's", async () => {
  let second = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 7, 31, 14, 0, second++)) };
  const tenant = await open({ organizations: [{ seed: 11, accounts: 4 }], clock });
  const crawl = await crawlToEnd(bench, tenant, 1);
  const stored = await inTenant(tenant, async (tx) => ({
    steps: await tx.crawlStep.findMany({ select: { startedAt: true, finishedAt: true } }),
    organization: await tx.organization.findFirstOrThrow({ select: { currentCrawlAt: true } }),
    accounts: await tx.accountState.findMany({ select: { observedAt: true, lastReadAt: true } }),
    findings: await tx.finding.findMany({ select: { firstSeenAt: true, changedAt: true } }),
    events: await tx.findingEvent.findMany({ select: { at: true } }),
    days: await tx.postureRollup.findMany({ select: { day: true }, distinct: ["day"] }),
  }));
  const { days, organization, ...lists } = stored;
  const { requestedAt, startedAt, finishedAt } = crawl;
  const times = [{ requestedAt, startedAt, finishedAt }, organization, ...Object.values(lists).flat()].flatMap((row) =>
    Object.values(row).filter((time) => time !== null),
  );
  expect(times.length).toBeGreaterThan(50);
  expect(times.filter((time) => time.toISOString().slice(0, 13) !== "2026-08-31T14")).toEqual([]);
  expect(days).toEqual([{ day: new Date("2026-08-31") }]);
});

test("two workers that get the same step have one effect", async () => {
  const tenant = await open();
  const crawlId = await startBenchCrawl(bench, tenant);
  const step = await inTenant(tenant, (tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId } }));
  const payload = { tenantId: tenant.tenantId, stepId: step.id };
  const outcomes = await Promise.all([1, 2, 3].map(() => runStep(bench.services, payload, { signal })));
  expect(outcomes.sort()).toEqual(["done", "not-claimed", "not-claimed"]);
  await drain(bench, tenant, crawlId);
  expect(await runStep(bench.services, payload, { signal })).toBe("not-claimed");
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});

test("a step of another tenant is not visible, and stays as it was; the owner runs it", async () => {
  await open({ organizations: [{ seed: 3 }, { seed: 4 }] });
  const [a, b] = bench.tenants;
  if (a === undefined || b === undefined) throw new Error("no tenants");
  const crawlId = await startBenchCrawl(bench, b);
  const step = await inTenant(b, (tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId } }));
  expect(await runStep(bench.services, { tenantId: a.tenantId, stepId: step.id }, { signal })).toBe("not-visible");
  expect(await inTenant(b, (tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId } }))).toEqual(step);
  expect(await runStep(bench.services, { tenantId: b.tenantId, stepId: step.id }, { signal })).toBe("done");
});

test("a process that stops gives its step back at once, and another ends the crawl", async () => {
  const tenant = await open({ latencyMs: 100 });
  const crawlId = await startBenchCrawl(bench, tenant);
  const step = await inTenant(tenant, (tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId } }));
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 150);
  const payload = { tenantId: tenant.tenantId, stepId: step.id };
  expect(await runStep(bench.services, payload, { signal: stopping.signal })).toBe("released");
  const [backlog] = await bench.postgres.database.withSystem((tx) => listDispatchable(tx, { perTenantLimit: 5 }));
  expect(backlog?.pending).toEqual([step.id]);
  await drain(bench, tenant, crawlId);
  expect(await brokenPromises(bench, tenant, crawlId)).toEqual([]);
});

test("an organisation that another tenant has connected is refused without saying so", async () => {
  await open({ organizations: [{ seed: 5 }, { seed: 6 }] });
  const [a, b] = bench.tenants;
  if (a === undefined || b === undefined) throw new Error("no tenants");
  await crawlToEnd(bench, a);
  // B gets hold of A's role and external id: the worst case, in which AWS itself lets it in.
  await inTenant(b, (tx) =>
    tx.connection.updateMany({
      data: { managementRoleArn: a.connection.managementRoleArn, externalId: `${a.connection.externalId}` },
    }),
  );
  const crawl = await crawlToEnd(bench, b);
  expect(crawl).toMatchObject({ state: "failed", failure: { code: "connection.role-missing" } });
  expect(JSON.stringify(crawl)).not.toContain(a.organization.id);
  expect(await inTenant(b, (tx) => tx.organization.count())).toBe(0);
  expect(await inTenant(b, (tx) => tx.organizationPage.count())).toBe(0);
});

test("a connection that is unsafe is not crawled", async () => {
  const tenant = await open();
  const crawlId = await startBenchCrawl(bench, tenant);
  await inTenant(tenant, (tx) => tx.connection.updateMany({ data: { state: "unsafe" } }));
  await drain(bench, tenant, crawlId);
  expect(await inTenant(tenant, (tx) => findCrawl(tx, crawlId))).toMatchObject({
    state: "failed",
    failure: { code: "connection.unsafe" },
  });
  expect(bench.simulator.calls().total).toBe(0);
});

test("a crawl that is cancelled just when its only running step ends well is closed by that step", async () => {
  const tenant = await open({ organizations: [{ seed: 9, accounts: 3 }] });
  const crawlId = await startBenchCrawl(bench, tenant);
  const step = await inTenant(tenant, (tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId } }));
  const cancel = () => inTenant(tenant, (tx) => requestCancel(tx, crawlId));
  const { withTenant } = bench.postgres.database;
  // The transaction that ends the step has committed, and the next one has not begun: somebody cancels.
  let ended = false;
  const database: typeof bench.postgres.database = {
    ...bench.postgres.database,
    async withTenant(tenantId, work, options) {
      if (ended) await cancel();
      return withTenant(tenantId, work, options);
    },
  };
  const services = {
    ...bench.services,
    database,
    reached: (point: string) => void (ended ||= point === "after-commit"),
  };
  expect(await runStep(services, { tenantId: tenant.tenantId, stepId: step.id }, { signal })).toBe("done");
  expect(await inTenant(tenant, (tx) => findCrawl(tx, crawlId))).toMatchObject({ state: "cancelled" });
});

test("an account whose step fails for good becomes unknown: what an earlier crawl saw is not what is", async () => {
  const tenant = await open({ organizations: [{ seed: 10, accounts: 3 }], limits: { attempts: 1 } });
  await crawlToEnd(bench, tenant);
  const states = () => inTenant(tenant, (tx) => listAccountStates(tx, tenant.organization.id));
  expect((await states()).filter(({ status }) => status === "current")).not.toEqual([]);
  const crawlId = await startBenchCrawl(bench, tenant);
  const step = await inTenant(tenant, (tx) => tx.crawlStep.findFirstOrThrow({ where: { crawlId } }));
  await runStep(bench.services, { tenantId: tenant.tenantId, stepId: step.id }, { signal });
  const reached = (point: string) => {
    if (point === "after-read") throw new Error("a mistake of ours");
  };
  const crawl = await drain({ ...bench, services: { ...bench.services, reached } }, tenant, crawlId);
  expect(crawl.state).toBe("complete");
  const after = (await states()).filter(({ status }) => status !== "frozen");
  expect(after.map(({ status, reason }) => [status, reason])).toEqual(
    after.map(() => ["unknown", { code: "not-collected", detail: "gave-up" }]),
  );
  expect(await inTenant(tenant, (tx) => tx.finding.count({ where: { status: { in: ["open", "resolved"] } } }))).toBe(0);
  expect(await disagreementsOf(bench, tenant)).toEqual([]);
});
