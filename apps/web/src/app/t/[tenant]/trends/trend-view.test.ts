import type { Trend } from "@sekinin/db";
import { emptyDomainSum, emptySums, type PostureSums, type TrendChange, type TrendState } from "@sekinin/posture";
import { expect, test } from "vitest";
import { domainChange, trendView } from "./trend-view.ts";

const network = (met: number, known: number): PostureSums => ({
  ...emptySums(),
  network: { ...emptyDomainSum, met, known, total: known },
});
const state = (day: string, sums: PostureSums): TrendState => ({
  day,
  sums,
  accounts: 1,
  unreadAccounts: 0,
  oldestReadOn: null,
});
const change = (day: string, given: Partial<TrendChange>): TrendChange => ({
  day,
  causes: {},
  flows: {},
  moves: {},
  ...given,
});
const weight = (met: number, known: number) => ({ network: { met, known, total: known } });
const opened = (count: number) => ({
  network: { opened: count, reopened: 0, mended: 0, gone: 0, unread: 0, readAgain: 0, frozen: 0 },
});
const range = { from: "2026-11-02", to: "2026-11-06" };
const ids = (...accountIds: string[]) => ({ count: accountIds.length, accountIds });

const trend: Trend = {
  points: [state("2026-11-03", network(5, 10)), state("2026-11-05", network(15, 21))],
  changes: [
    change("2026-11-03", { causes: { joined: weight(5, 10) }, flows: opened(50), moves: { joined: ids("1", "2") } }),
    change("2026-11-05", {
      causes: { mended: weight(1, 0), joined: weight(9, 11) },
      flows: opened(3),
      moves: { joined: ids("3", "4", "5", "6") },
    }),
  ],
  crawlDays: ["2026-11-03", "2026-11-05"],
};

test("a history begins with what its first crawl found, which is no news", () => {
  const view = trendView(trend, range);
  expect(view.days.map(({ day, isCrawled }) => [day, isCrawled])).toEqual([
    ["2026-11-03", true],
    ["2026-11-04", false],
    ["2026-11-05", true],
    ["2026-11-06", false],
  ]);
  expect(view.flow.opened).toBe(3);
  expect(view.buckets.map(({ from, flow }) => [from, flow.opened])).toEqual([
    ["2026-11-04", 0],
    ["2026-11-05", 3],
    ["2026-11-06", 0],
  ]);
  expect(view.marks.map(({ day }) => day)).toEqual(["2026-11-05"]);
});

test("kinds of change add up to the change, and the line of real change ends where the table says", () => {
  const view = trendView(trend, range);
  const { before, after, byKind, causes } = view.change ?? { before: 0, after: 0, byKind: {}, causes: [] };
  expect(Object.values(byKind).reduce((sum, tenths) => sum + tenths, 0)).toBe(after - before);
  expect(causes.map(({ cause }) => cause)).toEqual(["mended", "joined"]);
  const real = view.days.at(-1)?.real ?? 0;
  expect(real).toBeCloseTo(0.5 + 1 / 21, 9);
  // Tenths are cut so that they add up: 47.6 and 166.7 are 47 and 167, of 214.
  expect(byKind).toEqual({ real: 47, visibility: 0, accounts: 167, catalogue: 0, rest: 0 });
});

test("no more accounts are asked for than are named", () => {
  expect(trendView(trend, range).movedAccountIds).toEqual(["3", "4", "5"]);
});

test("domains without a score on both ends are not compared", () => {
  const view = trendView(trend, range);
  const changes = Object.fromEntries(view.domains.map((domain) => [domain.domain, domainChange(domain)]));
  expect(changes["network"]).toBe(714 - 500);
  expect(changes["governance"]).toBeNull();
  expect(view.domains).toHaveLength(8);
});

test.each([
  ["nothing is known", { points: [], changes: [], crawlDays: [] }, 0],
  ["there is one day", { points: [state("2026-11-06", network(5, 10))], changes: [], crawlDays: ["2026-11-06"] }, 1],
])("%s: no change and no bars", (_, given, days) => {
  const view = trendView(given, range);
  expect(view.days).toHaveLength(days);
  expect(view).toMatchObject({ change: null, buckets: [], marks: [], movedAccountIds: [] });
});
