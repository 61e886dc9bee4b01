import { expect, test } from "vitest";
import { annotations } from "./annotations.ts";
import { emptyDomainSum, emptySums, type PostureSums } from "./sums.ts";
import { addDays, type TrendChange, type TrendPoint } from "./trend.ts";

const network = (met: number, known: number): PostureSums => ({
  ...emptySums(),
  network: { ...emptyDomainSum, met, known, total: known },
});
const from = "2026-11-02";
const points = (...sums: readonly PostureSums[]): TrendPoint[] =>
  sums.map((one, at) => ({
    day: addDays(from, at),
    sums: one,
    accounts: 1,
    unreadAccounts: 0,
    isCrawled: true,
    ageDays: 0,
    crawlAgeDays: 0,
  }));
const change = (days: number, given: Partial<TrendChange>): TrendChange => ({
  day: addDays(from, days),
  causes: {},
  flows: {},
  moves: {},
  ...given,
});
const weight = (met: number, known: number) => ({ network: { met, known, total: known } });
const moved = (...accountIds: readonly string[]) => ({ count: accountIds.length, accountIds });

test("accounts and controls are told apart, of all crawls of a day together", () => {
  const found = annotations(points(network(5, 10), network(15, 25)), [
    change(1, { moves: { joined: moved("1") }, causes: { joined: weight(10, 10) } }),
    change(1, { moves: { joined: moved("2"), lostSight: moved("3") }, causes: { catalogue: weight(0, 5) } }),
  ]);
  expect(found).toEqual({
    shown: [
      {
        day: "2026-11-03",
        moves: { joined: moved("1", "2") },
        accounts: expect.closeTo(5 / 25, 9),
        catalogue: expect.closeTo(-2.5 / 25, 9),
        catalogueDomains: ["network"],
      },
    ],
    left: 0,
  });
});

test.each([
  ["real change needs none", { causes: { mended: weight(1, 0) } }],
  ["an account that was lost from sight is no move", { moves: { lostSight: moved("1"), seenAgain: moved("2") } }],
  ["nothing happened", {}],
])("%s", (_, given) => {
  expect(annotations(points(network(5, 10), network(6, 10)), [change(1, given)]).shown).toEqual([]);
});

test("an account that moved without changing the score is told all the same", () => {
  const found = annotations(points(network(5, 10), network(5, 10)), [change(1, { moves: { movedOut: moved("1") } })]);
  expect(found.shown).toMatchObject([{ accounts: 0, moves: { movedOut: { count: 1 } } }]);
});

test("with more than fit, the largest are shown in the order of their days", () => {
  const states = points(network(50, 100), network(51, 101), network(54, 104), network(55, 105));
  const all = [1, 3, 1].map((met, at) =>
    change(at + 1, { moves: { joined: moved(String(at)) }, causes: { joined: weight(met, met) } }),
  );
  const { shown, left } = annotations(states, all, 2);
  expect(shown.map(({ day }) => day)).toEqual(["2026-11-03", "2026-11-04"]);
  expect(left).toBe(1);
  expect(annotations(states, all, 1).shown.map(({ day }) => day)).toEqual(["2026-11-04"]);
});

test("the first day has nothing before it", () => {
  expect(annotations(points(network(5, 10)), [change(0, { moves: { joined: moved("1") } })]).shown).toEqual([]);
  expect(annotations([], [])).toEqual({ shown: [], left: 0 });
});
