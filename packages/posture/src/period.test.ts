import { responsibilityDomains } from "@sekinin/responsibility";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChangeCauses, changeCauses, type WeightChange } from "./changes.ts";
import { causeKinds, partsByKind, periodChange, realScores, sumOf } from "./period.ts";
import { cellOf, emptyDomainSum, emptySums, type PostureSums } from "./sums.ts";
import { addDays, type TrendChange, type TrendPoint } from "./trend.ts";

const network = (met: number, known: number, total = known): PostureSums => ({
  ...emptySums(),
  network: { ...emptyDomainSum, met, known, total },
});
const change = (day: string, causes: ChangeCauses): TrendChange => ({ day, causes, flows: {}, moves: {} });
const part = (met: number, known: number, total = known): { network: WeightChange } => ({
  network: { met, known, total },
});
const point = (day: string, sums: PostureSums): TrendPoint => ({
  day,
  sums,
  accounts: 1,
  unreadAccounts: 0,
  isCrawled: true,
  ageDays: 0,
  crawlAgeDays: 0,
});

test("every cause is of one kind", () => {
  expect(Object.keys(causeKinds).sort()).toEqual([...changeCauses].sort());
});

describe("a period", () => {
  test("is explained by its causes, which add up to the change", () => {
    const found = periodChange(network(5, 10), network(12, 20), [
      change("d", { mended: part(1, 0), joined: part(6, 10) }),
    ]);
    expect(found.before.score).toBe(0.5);
    expect(found.after.score).toBe(0.6);
    expect(found.parts.map(({ cause }) => cause)).toEqual(["mended", "joined"]);
    expect(found.parts[0]?.score).toBeCloseTo(1 / 20, 9);
    expect(found.parts[1]?.score).toBeCloseTo((6 - 0.5 * 10) / 20, 9);
    expect(found.rest).toBe(0);
    expect(partsByKind(found.parts)).toEqual({ real: expect.closeTo(0.05, 9), accounts: expect.closeTo(0.05, 9) });
  });

  test("says what no row explains", () => {
    expect(periodChange(network(5, 10), network(8, 10), [])).toMatchObject({ parts: [], rest: expect.closeTo(0.3, 9) });
  });

  test.each([
    ["nothing was known before", network(0, 0, 4), network(5, 10)],
    ["nothing is known now", network(5, 10), network(0, 0, 4)],
    ["there never was a duty", emptySums(), emptySums()],
  ])("has nothing to explain where %s", (_, before, after) => {
    const found = periodChange(before, after, [change("d", { joined: part(5, 10) })]);
    expect(found.rest).toBe(0);
    expect(found.parts.every(({ score }) => score === 0)).toBe(true);
  });

  test("of one domain is its own", () => {
    const after = { ...network(5, 10), governance: { ...emptyDomainSum, met: 1, known: 1, total: 1 } };
    expect(periodChange(network(5, 10), after, [], ["governance"]).after.score).toBe(1);
    expect(sumOf(after, []).known).toBe(0);
  });
});

describe("real change", () => {
  const days = ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"] as const;

  test("leaves out accounts that joined, and keeps what was mended", () => {
    const points = [
      point(days[0], network(5, 10)),
      point(days[1], network(15, 20)),
      point(days[2], network(15, 20)),
      point(days[3], network(17, 20)),
    ];
    const real = realScores(points, [
      change(days[3], { mended: part(2, 0) }),
      change(days[1], { joined: part(10, 10) }),
      change(days[0], { mended: part(9, 0) }),
    ]);
    expect(real.slice(0, 3)).toEqual([0.5, 0.5, 0.5]);
    expect(real[3]).toBeCloseTo(0.6, 9);
  });

  test("is not known where nothing is", () => {
    expect(realScores([], [])).toEqual([]);
    expect(realScores([point(days[0], network(0, 0, 2)), point(days[1], network(1, 1))], [])).toEqual([null, null]);
    expect(realScores([point(days[0], network(1, 2)), point(days[1], network(0, 0, 2))], [])).toEqual([0.5, null]);
  });

  test("is the score itself where all change is real, and stands still where none is", () => {
    const weight = fc.integer({ min: 1, max: 1000 }).map((steps) => steps / 4);
    const step = fc.record({ met: fc.integer({ min: -9, max: 9 }) });
    fc.assert(
      fc.property(
        weight,
        fc.array(step, { maxLength: 20 }),
        fc.constantFrom(...responsibilityDomains),
        (known, steps, domain) => {
          for (const cause of ["mended", "joined"] as const) {
            let met = 10_000;
            const all = steps.map((one, at) => {
              met += one.met;
              return {
                day: addDays("2026-01-02", at),
                met,
                causes: { [cause]: { [domain]: { met: one.met, known: 0, total: 0 } } },
              };
            });
            const sums = (value: number) => ({
              ...emptySums(),
              [domain]: { ...emptyDomainSum, met: value, known: 20_000 + known, total: 20_000 + known },
            });
            const points = [point("2026-01-01", sums(10_000)), ...all.map((one) => point(one.day, sums(one.met)))];
            const real = realScores(
              points,
              all.map((one) => change(one.day, one.causes)),
            );
            for (const [at, one] of points.entries()) {
              const expected = cellOf(sumOf((cause === "mended" ? one : (points[0] ?? one)).sums)).score;
              expect(real[at]).toBeCloseTo(expected ?? -1, 9);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
