import type { OrganizationOptions } from "@sekinin/aws-sim";
import { listCrawls } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type BenchTenant, benchOrganization, benchTenant } from "./bench-tenant.ts";
import { comparePlanted } from "./compare-planted.ts";
import { disagreementsOf, verdictsOf } from "./crawl-bench.ts";
import { crawlWeek, type Week } from "./crawl-week.ts";

/** In this organisation one account loses the role and one a few permissions before the fourth week. */
const seed = 3;
const options: Partial<OrganizationOptions> = {
  seed,
  accounts: 16,
  visibilityLapses: true,
  startsAt: "2026-08-31T00:00:00Z",
};
let postgres: TestDatabase;
let tenant: BenchTenant;

beforeAll(async () => {
  postgres = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => postgres.drop());

function weekOf(of: BenchTenant, week: number): Week {
  return {
    tenantId: of.tenantId,
    connectionId: of.connection.id,
    organization: benchOrganization({ ...options, seed: of.organization.options.seed, week }),
    at: new Date(Date.parse("2026-08-31T03:17:00Z") + week * 7 * 24 * 3_600_000),
  };
}

const crawlsOf = (of: BenchTenant) =>
  postgres.database.withTenant(of.tenantId, (tx) => listCrawls(tx, { limit: 50, connectionId: of.connection.id }));

describe("weeks that are crawled now", () => {
  beforeAll(async () => {
    tenant = await benchTenant(postgres, benchOrganization(options));
    for (const week of [0, 1, 2, 3]) expect(await crawlWeek(postgres.database, weekOf(tenant, week))).toBe("crawled");
  }, 120_000);

  test("are each of its own day, in the order of time, and every sum agrees with its recount", async () => {
    const crawls = (await crawlsOf(tenant)).toReversed();
    expect(crawls.map(({ requestedAt }) => requestedAt)).toEqual([0, 1, 2, 3].map((week) => weekOf(tenant, week).at));
    for (const { state, startedAt, finishedAt, requestedAt } of crawls) {
      expect(state).toBe("complete");
      for (const time of [startedAt, finishedAt])
        expect(Math.abs((time?.getTime() ?? 0) - requestedAt.getTime())).toBeLessThan(60_000);
    }
    expect(await disagreementsOf({ postgres }, tenant)).toEqual([]);
  });

  test("leave what was planted, and unknown where the role could not see", async () => {
    const { organization } = weekOf(tenant, 3);
    const usual = organization.account(organization.managementAccountId)?.roles[0]?.deny.length;
    const isSeen = (id: string) =>
      organization.account(id)?.roles.every(({ deny }) => deny.length === usual) === true &&
      organization.account(id)?.roles.length !== 0;
    const blind = [...organization.accountIds()].filter((id) => !isSeen(id));
    expect(blind.length).toBeGreaterThan(1);
    const differences = comparePlanted(organization.planted(), await verdictsOf({ postgres }, tenant));
    for (const { key, decided } of differences) {
      expect(blind).toContain(key.slice(0, 12));
      expect(decided ?? "unknown, for want of the list").toMatch(/^unknown/);
    }
    expect(differences.length).toBeGreaterThan(0);
  });

  test("are not crawled again, and nothing is crawled before them", async () => {
    const before = await crawlsOf(tenant);
    expect(await crawlWeek(postgres.database, weekOf(tenant, 3))).toBe("known");
    const between = { ...weekOf(tenant, 2), at: new Date("2026-09-10T03:00:00Z") };
    expect(await crawlWeek(postgres.database, between)).toBe("passed");
    expect(await crawlsOf(tenant)).toEqual(before);
  });
});

test("a week that was interrupted is gone on with, not begun again", async () => {
  const other = await benchTenant(postgres, benchOrganization({ ...options, seed: 2 }));
  const end = new AbortController();
  const reason = new Error("the demo was ended");
  const work = crawlWeek(postgres.database, weekOf(other, 0), { signal: end.signal });
  const watch = setInterval(() => {
    void crawlsOf(other).then(([crawl]) => {
      if ((crawl?.accountsDone ?? 0) > 2) end.abort(reason);
    });
  }, 20);
  await expect(work).rejects.toBe(reason);
  clearInterval(watch);
  const [interrupted] = await crawlsOf(other);
  expect(interrupted).toMatchObject({ state: "running" });
  expect(await crawlWeek(postgres.database, weekOf(other, 0))).toBe("crawled");
  expect(await crawlsOf(other)).toMatchObject([{ id: interrupted?.id, state: "complete" }]);
  expect(await disagreementsOf({ postgres }, other)).toEqual([]);
}, 120_000);
