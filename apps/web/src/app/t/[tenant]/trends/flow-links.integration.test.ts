import {
  finaliseOrganization,
  readControlGroups,
  readTrend,
  resolveFindings,
  searchFindings,
  storeAccountResult,
} from "@sekinin/db";
import {
  createTestDatabase,
  decided,
  type SampleCrawl,
  sampleCrawl,
  sampleResult,
  sampleTree,
  type TestDatabase,
} from "@sekinin/db/testing";
import { fail, pass, unknown, type Verdict } from "@sekinin/responsibility";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { filterOf } from "../findings/filter-of.ts";
import { parseFindingSearch } from "../findings/finding-search.ts";
import { causeHref, type OverviewPlace } from "../overview/overview-place.ts";
import { causeLinks } from "./cause-link.ts";
import type { TrendPlace } from "./trend-place.ts";
import { type TrendView, trendView } from "./trend-view.ts";

const zone = "Asia/Tokyo";
const [failing, unread] = [fail("no-tls-deny"), unknown({ code: "throttled" })];
/** Verdicts on buckets a, b, ... by day; a bucket that is not named is gone. */
const days: readonly (readonly [day: string, verdicts: Readonly<Record<string, Verdict>>])[] = [
  ["2026-11-02", { a: failing, b: failing, c: failing, d: failing, e: failing }],
  ["2026-11-04", { a: pass(), b: failing, c: failing, d: failing, e: failing, f: failing, g: failing }],
  ["2026-11-05", { a: failing, c: failing, d: failing, e: failing, f: pass(), g: failing }],
  ["2026-11-06", { a: failing, c: unread, d: failing, e: failing, f: pass(), g: unread, h: failing }],
];
const range = { from: "2026-10-31", to: "2026-11-07" };

let db: TestDatabase;
let crawl: SampleCrawl;
let view: TrendView;

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  const tenantId = (await db.createTenant({ zone })).id;
  for (const [day, verdicts] of days) {
    crawl = await sampleCrawl(db.database, tenantId, { connectionId: crawl?.connectionId });
    // Just after midnight in Tokyo, so in UTC the day before.
    const at = new Date(Date.parse(`${day}T00:00:30+09:00`));
    const rows = Object.entries(verdicts).map(([name, verdict]) =>
      decided("c-bucket", "eu-west-1", `arn:aws:s3:::${name}`, verdict),
    );
    const result = sampleResult(crawl, rows, { day, observedAt: at, lastReadAt: at });
    await db.database.withTenant(tenantId, async (tx) => {
      await storeAccountResult(tx, result);
      const nodes = sampleTree(new Map([[result.accountId, result.sums]]));
      await finaliseOrganization(tx, { ...crawl, nodes, day, at });
    });
  }
  const { organizationId } = crawl;
  const trend = await db.database.withTenant(tenantId, (tx) =>
    readTrend(tx, { organizationId, nodeId: "r-root", ...range }),
  );
  view = trendView(trend, range);
});
afterAll(() => db.drop());

/** How many findings the page that a link opens counts. */
async function opens(href: string): Promise<number> {
  const { searchParams } = new URL(href, "https://sekinin.example");
  const { search, ignored } = parseFindingSearch(Object.fromEntries(searchParams));
  expect(ignored).toEqual([]);
  const { tenantId, organizationId } = crawl;
  const filter = filterOf(search, { organizationId, party: null, zone, now: new Date("2026-11-07T00:00:00Z") });
  return db.database.withTenant(tenantId, async (tx) => {
    const { findings, isCapped } = await readControlGroups(tx, await resolveFindings(tx, filter));
    expect(isCapped).toBe(false);
    for (const sort of ["worst", "newest"] as const) {
      const page = await searchFindings(tx, await resolveFindings(tx, { ...filter, sort }));
      expect(page.findings).toHaveLength(findings);
    }
    return findings;
  });
}

const trendPlace = () => ({ tenant: "acme", search: { organizationId: null, unitId: null }, page: { view } });
const overviewPlace = { tenant: "acme", organizationId: null } as OverviewPlace;

test("the history says what was made up", () => {
  expect(view.days[0]?.day).toBe("2026-11-02");
  expect(view.flow).toMatchObject({ opened: 3, reopened: 1, mended: 2, gone: 1 });
});

test.each([
  ["new-findings", () => view.flow.opened + view.flow.reopened],
  ["mended", () => view.flow.mended + view.flow.gone],
] as const)("%s open as many findings as they say, on both pages", async (cause, said) => {
  expect(await opens(causeLinks(trendPlace() as unknown as TrendPlace)(cause))).toBe(said());
  expect(await opens(causeHref(overviewPlace, cause, "2026-11-02", 7))).toBe(said());
});
