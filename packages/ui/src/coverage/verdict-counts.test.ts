import { type VerdictCounts, verdictsWorstFirst } from "@sekinin/guardrails/coverage";
import { describe, expect, test } from "vitest";
import { accountsOf, compareWorse, countsWorstFirst, worstOf } from "./verdict-counts.ts";

/** enforced, conditional, partial, none, unknown, exempt. */
const table: readonly {
  given: string;
  counts: VerdictCounts;
  shown: string;
  worst: string | null;
  accounts: number;
}[] = [
  { given: "no account", counts: [0, 0, 0, 0, 0, 0], shown: "", worst: null, accounts: 0 },
  { given: "all the same", counts: [7, 0, 0, 0, 0, 0], shown: "enforced 7", worst: "enforced", accounts: 7 },
  {
    given: "one of each",
    counts: [1, 2, 3, 4, 5, 6],
    shown: "none 4, partial 3, unknown 5, conditional 2, enforced 1, exempt 6",
    worst: "none",
    accounts: 21,
  },
  {
    given: "unknown beside kept",
    counts: [5, 0, 0, 0, 2, 0],
    shown: "unknown 2, enforced 5",
    worst: "unknown",
    accounts: 7,
  },
  { given: "only the management account", counts: [0, 0, 0, 0, 0, 1], shown: "exempt 1", worst: "exempt", accounts: 1 },
];

test.each(table)("$given", ({ counts, shown, worst, accounts }) => {
  expect(
    countsWorstFirst(counts)
      .map(({ verdict, count }) => `${verdict} ${count}`)
      .join(", "),
  ).toBe(shown);
  expect(worstOf(counts)?.verdict ?? null).toBe(worst);
  expect(accountsOf(counts)).toBe(accounts);
});

describe("the order of rows, worst first", () => {
  test.each<{ first: VerdictCounts; second: VerdictCounts; why: string }>([
    { why: "more accounts without", first: [0, 0, 0, 2, 0, 0], second: [0, 0, 9, 1, 0, 0] },
    { why: "then more partial", first: [0, 0, 2, 1, 0, 0], second: [0, 9, 1, 1, 0, 0] },
    { why: "unknown is worse than conditional", first: [0, 0, 0, 0, 1, 0], second: [0, 9, 0, 0, 0, 0] },
    { why: "conditional is worse than enforced", first: [0, 1, 0, 0, 0, 0], second: [9, 0, 0, 0, 0, 0] },
  ])("$why", ({ first, second }) => {
    expect(compareWorse(first, second)).toBeLessThan(0);
    expect(compareWorse(second, first)).toBeGreaterThan(0);
  });
  test("equal counts are equal", () => expect(compareWorse([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6])).toBe(0));
  test("every verdict has its place", () => expect(new Set(verdictsWorstFirst).size).toBe(6));
});
