import type { Overview } from "@sekinin/db";
import { emptyDomainSum, emptySums, type PostureSums, type TrendChange, type TrendState } from "@sekinin/posture";
import { expect, test } from "vitest";
import { overviewView } from "./overview-view.ts";

const network = (met: number, known: number, total = known): PostureSums => ({
  ...emptySums(),
  network: { ...emptyDomainSum, met, known, total },
});
const state = (day: string, sums: PostureSums, given: Partial<TrendState> = {}): TrendState => ({
  day,
  sums,
  accounts: 3,
  unreadAccounts: 0,
  oldestReadOn: null,
  ...given,
});
const change = (day: string, given: Partial<TrendChange>): TrendChange => ({
  day,
  causes: {},
  flows: {},
  moves: {},
  ...given,
});
const overview = (points: readonly TrendState[], changes: readonly TrendChange[] = [], controls = {}): Overview =>
  ({ today: "2026-11-24", controls, history: { points, changes } }) as unknown as Overview;
const weight = (met: number, known: number, total = known) => ({ network: { met, known, total } });
const flow = { opened: 0, reopened: 0, mended: 0, gone: 0, unread: 0, readAgain: 0, frozen: 0 };

test("causes are counted since the state as of the first day, and add up to what is shown", () => {
  const { change: found } = overviewView(
    overview(
      [state("2026-10-01", network(2, 10)), state("2026-11-15", network(5, 10)), state("2026-11-20", network(14, 21))],
      [
        change("2026-11-15", { causes: { mended: weight(3, 0) } }),
        change("2026-11-20", {
          causes: { mended: weight(1, 0), joined: weight(8, 11) },
          flows: { network: { ...flow, mended: 2, gone: 1, opened: 7 } },
          moves: { joined: { count: 4, accountIds: [] } },
        }),
      ],
    ),
    7,
  );
  expect(found).toMatchObject({ since: "2026-11-17", isFirst: false, before: 500, after: 667 });
  expect(found?.causes.map(({ cause, count }) => [cause, count])).toEqual([
    ["mended", 3],
    ["joined", 4],
  ]);
  expect(found?.causes.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(167);
});

test("a history that is younger than the range begins where it does", () => {
  const points = [state("2026-11-20", network(5, 10)), state("2026-11-22", network(6, 10))];
  const found = overviewView(overview(points, [change("2026-11-20", { causes: { joined: weight(5, 10) } })]), 30);
  expect(found.change).toMatchObject({ since: "2026-11-20", isFirst: true, before: 500, after: 600 });
  expect(found.change?.causes).toEqual([{ cause: "rest", tenths: 100, count: 0 }]);
  expect(found.history).toHaveLength(5);
});

test("nothing has changed since", () => {
  expect(overviewView(overview([state("2026-09-01", network(5, 10, 12))]), 7).change).toMatchObject({
    before: 500,
    after: 500,
    knownBefore: 833,
    knownAfter: 833,
    causes: [],
  });
});

test.each([
  ["there is no history", []],
  ["there is one day only", [state("2026-11-24", network(5, 10))]],
  ["nothing was known then", [state("2026-11-01", network(0, 0, 5)), state("2026-11-24", network(5, 10))]],
  ["nothing is known now", [state("2026-11-01", network(5, 10)), state("2026-11-24", network(0, 0, 5))]],
])("no change is told where %s", (_, points) => {
  expect(overviewView(overview(points), 7).change).toBeNull();
});

test("accounts that could not be read are the last state's", () => {
  const points = [
    state("2026-11-01", network(5, 10), { unreadAccounts: 9, oldestReadOn: "2026-10-01" }),
    state("2026-11-20", network(5, 10), { unreadAccounts: 2, oldestReadOn: "2026-11-01" }),
  ];
  expect(overviewView(overview(points), 7)).toMatchObject({ unreadAccounts: 2, oldestReadOn: "2026-11-01" });
});

test("what is worth doing is not known before controls were counted, and empty where nothing fails", () => {
  const control = { ...emptyDomainSum, domain: "network", known: 5, total: 5, failingAccounts: 2, unknownAccounts: 0 };
  expect(overviewView(overview([]), 7).worth).toBeNull();
  expect(overviewView(overview([], [], { a: { ...control, met: 5 } }), 7).worth).toEqual([]);
  expect(overviewView(overview([], [], { a: { ...control, met: 0 } }), 7).worth).toMatchObject([
    { controlId: "a", gain: 1, failingAccounts: 2 },
  ]);
});
