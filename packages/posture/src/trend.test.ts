import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FindingFlow } from "./changes.ts";
import { emptyFlow } from "./flows.ts";
import { emptySums } from "./sums.ts";
import {
  addDays,
  daysBetween,
  flowBuckets,
  type TrendChange,
  type TrendState,
  totalCauses,
  totalFlow,
  trendPoints,
} from "./trend.ts";

const state = (day: string, given: Partial<TrendState> = {}): TrendState => ({
  day,
  sums: emptySums(),
  accounts: 1,
  unreadAccounts: 0,
  oldestReadOn: null,
  ...given,
});
const change = (day: string, given: Partial<TrendChange> = {}): TrendChange => ({
  day,
  causes: {},
  flows: {},
  moves: {},
  ...given,
});

test.each([
  ["2026-02-28", 1, "2026-03-01"],
  ["2024-02-28", 1, "2024-02-29"],
  ["2026-12-31", 1, "2027-01-01"],
  ["2026-03-29", 1, "2026-03-30"],
  ["2026-11-24", -365, "2025-11-24"],
])("%s and %i days is %s", (from, days, to) => {
  expect(addDays(from, days)).toBe(to);
  expect(daysBetween(from, to)).toBe(days);
});

describe("points", () => {
  const range = { from: "2026-11-02", to: "2026-11-06" };

  test("a day between crawls is carried, and what it shows grows older", () => {
    const points = trendPoints({
      ...range,
      states: [state("2026-11-02", { accounts: 3 }), state("2026-11-05", { accounts: 4 })],
      crawlDays: ["2026-11-02", "2026-11-05"],
    });
    expect(points.map(({ day, isCrawled, ageDays, accounts }) => [day.slice(8), isCrawled, ageDays, accounts])).toEqual(
      [
        ["02", true, 0, 3],
        ["03", false, 1, 3],
        ["04", false, 2, 3],
        ["05", true, 0, 4],
        ["06", false, 1, 4],
      ],
    );
  });

  test("the state before the range is the one that it begins with, and the crawl before it says how old that is", () => {
    const [first] = trendPoints({ ...range, states: [state("2026-10-01")], crawlDays: ["2026-10-31", "2026-11-06"] });
    expect(first).toMatchObject({ day: "2026-11-02", isCrawled: false, ageDays: 2 });
  });

  test("an account that could not be read makes the age, on crawled days too", () => {
    const points = trendPoints({
      ...range,
      states: [state("2026-11-02", { unreadAccounts: 1, oldestReadOn: "2026-10-30" })],
      crawlDays: ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"],
    });
    expect(points.map(({ ageDays }) => ageDays)).toEqual([3, 4, 5, 6, 7]);
    expect(points.every((point) => point.isCrawled && point.unreadAccounts === 1)).toBe(true);
  });

  test("an account that was never read has no age of its own", () => {
    const [first] = trendPoints({
      ...range,
      states: [state("2026-11-02", { unreadAccounts: 1 })],
      crawlDays: ["2026-11-02"],
    });
    expect(first).toMatchObject({ unreadAccounts: 1, ageDays: null, crawlAgeDays: 0 });
  });

  test("a crawl that changed nothing is a crawled day all the same", () => {
    const points = trendPoints({ ...range, states: [state("2026-11-01")], crawlDays: ["2026-11-01", "2026-11-04"] });
    expect(points.filter(({ isCrawled }) => isCrawled).map(({ day }) => day)).toEqual(["2026-11-04"]);
  });

  test.each([
    ["before the first state nothing is known", [state("2026-11-05")], 2],
    ["without any state there is no point", [], 0],
  ])("%s", (_, states, count) => {
    expect(trendPoints({ ...range, states, crawlDays: [] })).toHaveLength(count);
  });

  test("whatever the states, a point's is the newest at or before its day", () => {
    const offset = fc.integer({ min: -20, max: 40 });
    fc.assert(
      fc.property(fc.uniqueArray(offset), fc.uniqueArray(offset), fc.nat({ max: 30 }), (states, crawls, length) => {
        const from = "2026-11-02";
        const points = trendPoints({
          from,
          to: addDays(from, length),
          states: states.map((days) => state(addDays(from, days), { accounts: days })),
          crawlDays: crawls.map((days) => addDays(from, days)),
        });
        const expected = Array.from({ length: length + 1 }, (_, at) =>
          Math.max(...states.filter((days) => days <= at)),
        ).filter(Number.isFinite);
        expect(points.map(({ accounts }) => accounts)).toEqual(expected);
        expect(points.every(({ isCrawled, ageDays }) => !isCrawled || ageDays === 0)).toBe(true);
      }),
    );
  });
});

const flow = (given: Partial<FindingFlow>): FindingFlow => ({ ...emptyFlow, ...given });

describe("flows", () => {
  const changes = [
    change("2026-11-01", { flows: { network: flow({ opened: 2 }), governance: flow({ mended: 1 }) } }),
    change("2026-11-02", { flows: { network: flow({ opened: 3, unread: 1 }) } }),
    change("2026-11-02", { flows: { network: flow({ reopened: 1 }) } }),
  ];

  test("add up, of all domains or of those that are asked for", () => {
    expect(totalFlow(changes)).toEqual(flow({ opened: 5, reopened: 1, mended: 1, unread: 1 }));
    expect(totalFlow(changes, ["governance"])).toEqual(flow({ mended: 1 }));
    expect(totalFlow([])).toEqual(emptyFlow);
  });

  test("of a short range are by day, empty days too", () => {
    const buckets = flowBuckets(changes, { from: "2026-10-31", to: "2026-11-02" });
    expect(buckets.map(({ from, to, flow: { opened } }) => [from, to, opened])).toEqual([
      ["2026-10-31", "2026-10-31", 0],
      ["2026-11-01", "2026-11-01", 2],
      ["2026-11-02", "2026-11-02", 3],
    ]);
  });

  test("of a long range are by week from Monday, the first and the last as long as the range", () => {
    const buckets = flowBuckets(changes, { from: "2026-10-23", to: "2026-11-24" });
    expect(buckets.map(({ from, to }) => [from, to])).toEqual([
      ["2026-10-23", "2026-10-25"],
      ["2026-10-26", "2026-11-01"],
      ["2026-11-02", "2026-11-08"],
      ["2026-11-09", "2026-11-15"],
      ["2026-11-16", "2026-11-22"],
      ["2026-11-23", "2026-11-24"],
    ]);
    expect(buckets.map((bucket) => bucket.flow.opened)).toEqual([0, 2, 3, 0, 0, 0]);
  });

  test("nothing is lost and nothing counted twice, whatever the range", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 })), fc.nat({ max: 400 }), (days, length) => {
        const from = "2025-11-24";
        const to = addDays(from, length);
        const all = days.map((day) => change(addDays(from, day), { flows: { network: flow({ opened: 1 }) } }));
        const buckets = flowBuckets(all, { from, to });
        const opened = buckets.reduce((sum, bucket) => sum + bucket.flow.opened, 0);
        expect(opened).toBe(days.filter((day) => day <= length).length);
        expect(buckets.every((bucket, at) => at === 0 || bucket.from === addDays(buckets[at - 1]?.to ?? "", 1))).toBe(
          true,
        );
        expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([from, to]);
      }),
      { numRuns: 50 },
    );
  });
});

test("causes add up by cause, of all domains or of those that are asked for", () => {
  const one = { met: 1, known: 2, total: 3 };
  const changes = [
    { causes: { mended: { network: one, governance: one } } },
    { causes: { mended: { network: one }, joined: { network: { met: 0, known: -2, total: 0.5 } } } },
  ];
  expect(totalCauses(changes)).toEqual({
    mended: { met: 3, known: 6, total: 9 },
    joined: { met: 0, known: -2, total: 0.5 },
  });
  expect(totalCauses(changes, ["governance"])).toEqual({ mended: one });
  expect(totalCauses([])).toEqual({});
});
