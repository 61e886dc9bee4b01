import { type ResponsibilityDomain, responsibilityDomains, severities } from "@sekinin/responsibility";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addSums,
  type Cell,
  cellOf,
  emptySums,
  overallSum,
  type ScoredDuty,
  sumDuties,
  type WorstAccount,
  worstIsFarBelow,
} from "./sums.ts";

const dutyWith = (difference: Partial<ScoredDuty>): ScoredDuty => ({
  domain: "network",
  severity: "low",
  passed: 0,
  failed: 0,
  unknown: 0,
  ...difference,
});

const resources = fc.nat({ max: 50 });
const anyDuty: fc.Arbitrary<ScoredDuty> = fc.record({
  domain: fc.constantFrom(...responsibilityDomains),
  severity: fc.constantFrom(...severities),
  passed: resources,
  failed: resources,
  unknown: resources,
});
const anyDuties = fc.array(anyDuty, { maxLength: 30 });

function networkCell(duties: readonly ScoredDuty[]): Cell {
  return cellOf(sumDuties(duties).network);
}

test.each([
  { given: "no duty", duties: [], expected: { score: null, knownShare: null } },
  { given: "a duty without resources", duties: [dutyWith({})], expected: { score: null, knownShare: null } },
  { given: "all passed", duties: [dutyWith({ passed: 3 })], expected: { score: 1, knownShare: 1 } },
  { given: "all failed", duties: [dutyWith({ failed: 3 })], expected: { score: 0, knownShare: 1 } },
  { given: "all unknown", duties: [dutyWith({ unknown: 3 })], expected: { score: null, knownShare: 0 } },
  { given: "half passed", duties: [dutyWith({ passed: 2, failed: 2 })], expected: { score: 0.5, knownShare: 1 } },
  {
    given: "passed and unknown: the unknown part is not met and not failed",
    duties: [dutyWith({ passed: 1, unknown: 3 })],
    expected: { score: 1, knownShare: 0.25 },
  },
  {
    given: "a critical failure beside a low pass",
    duties: [dutyWith({ severity: "critical", failed: 1 }), dutyWith({ passed: 1 })],
    expected: { score: 1 / 11, knownShare: 1 },
  },
  {
    given: "high 5, medium 2",
    duties: [dutyWith({ severity: "high", passed: 1 }), dutyWith({ severity: "medium", failed: 1 })],
    expected: { score: 5 / 7, knownShare: 1 },
  },
  {
    given: "a duty that is half known weighs half",
    duties: [dutyWith({ severity: "medium", passed: 1, unknown: 1 }), dutyWith({ severity: "medium", failed: 1 })],
    expected: { score: 1 / 3, knownShare: 3 / 4 },
  },
  {
    given: "another domain's duties",
    duties: [dutyWith({ domain: "governance", failed: 1 })],
    expected: { score: null, knownShare: null },
  },
])("$given: $expected", ({ duties, expected }) => {
  expect(networkCell(duties)).toEqual(expected);
});

test("counts of duties and resources stand beside the weights", () => {
  const { network } = sumDuties([
    dutyWith({ passed: 2, failed: 1 }),
    dutyWith({ passed: 4, unknown: 2 }),
    dutyWith({ failed: 1, unknown: 1 }),
    dutyWith({}),
  ]);
  expect(network).toMatchObject({ duties: 3, failingDuties: 2, unknownDuties: 2, passed: 6, failed: 2, unknown: 3 });
});

test("empty sums hold eight domains, cannot be spoilt by another's sums, and add nothing", () => {
  const before = JSON.stringify(emptySums());
  sumDuties([dutyWith({ passed: 1 })]);
  expect(JSON.stringify(emptySums())).toBe(before);
  expect(Object.keys(emptySums())).toEqual([...responsibilityDomains]);
  fc.assert(
    fc.property(anyDuties, (duties) => {
      expect(addSums(sumDuties(duties), emptySums())).toEqual(sumDuties(duties));
    }),
  );
});

test("sums add up exactly, however duties are grouped and ordered", () => {
  fc.assert(
    fc.property(anyDuties, anyDuties, anyDuties, (a, b, c) => {
      const whole = sumDuties([...a, ...b, ...c]);
      expect(addSums(addSums(sumDuties(a), sumDuties(b)), sumDuties(c))).toEqual(whole);
      expect(addSums(sumDuties(a), addSums(sumDuties(b), sumDuties(c)))).toEqual(whole);
      expect(sumDuties([...c, ...a, ...b].reverse())).toEqual(whole);
    }),
  );
});

test("exactness holds for as many duties as 10,000 accounts have", () => {
  const third = sumDuties([dutyWith({ severity: "critical", passed: 1, failed: 1, unknown: 1 })]);
  let sum = emptySums();
  for (let n = 0; n < 100_000; n += 1) sum = addSums(sum, third);
  expect(sum.network.met).toBe(third.network.met * 100_000);
});

test("a score agrees with the formula as it is written", () => {
  fc.assert(
    fc.property(anyDuties, (duties) => {
      const weights = { critical: 10, high: 5, medium: 2, low: 1 };
      for (const domain of responsibilityDomains) {
        let met = 0;
        let known = 0;
        let total = 0;
        for (const { severity, passed: p, failed: f, unknown: u } of duties.filter((duty) => duty.domain === domain)) {
          if (p + f + u === 0) continue;
          const k = (p + f) / (p + f + u);
          met += weights[severity] * k * (p + f === 0 ? 0 : p / (p + f));
          known += weights[severity] * k;
          total += weights[severity];
        }
        const { score, knownShare } = cellOf(sumDuties(duties)[domain]);
        expect(knownShare === null).toBe(total === 0);
        expect(score === null).toBe(known === 0);
        expect(knownShare ?? 0).toBeCloseTo(total === 0 ? 0 : known / total, 5);
        expect(score ?? 0).toBeCloseTo(known === 0 ? 0 : met / known, 5);
      }
    }),
  );
});

test("score and known share lie in 0..1, and nothing is NaN", () => {
  fc.assert(
    fc.property(anyDuties, (duties) => {
      const sums = sumDuties(duties);
      for (const sum of [...Object.values(sums), overallSum(sums)]) {
        const { score, knownShare } = cellOf(sum);
        for (const value of [score, knownShare]) expect(value === null || (value >= 0 && value <= 1)).toBe(true);
        expect(score === null).toBe(knownShare === null || knownShare === 0);
      }
    }),
  );
});

test("one more unknown resource never raises the known share, and never changes what is met of the known", () => {
  fc.assert(
    fc.property(anyDuty, (duty) => {
      fc.pre(duty.passed + duty.failed + duty.unknown > 0);
      const before = cellOf(sumDuties([duty])[duty.domain]);
      const after = cellOf(sumDuties([{ ...duty, unknown: duty.unknown + 1 }])[duty.domain]);
      expect(after.knownShare ?? 0).toBeLessThanOrEqual(before.knownShare ?? 0);
      expect(after.score === null).toBe(before.score === null);
      expect(after.score ?? 0).toBeCloseTo(before.score ?? 0, 5);
    }),
  );
});

test("an unknown duty never raises the known share of a cell", () => {
  fc.assert(
    fc.property(anyDuties, fc.integer({ min: 1, max: 9 }), (duties, unknown) => {
      const before = networkCell(duties);
      const after = networkCell([...duties, dutyWith({ severity: "high", unknown })]);
      expect(after.knownShare ?? 0).toBeLessThanOrEqual(before.knownShare ?? 1);
      expect(after.score).toBe(before.score);
    }),
  );
});

test("the overall sum is the sum of the eight domains", () => {
  fc.assert(
    fc.property(anyDuties, (duties) => {
      const inOne = duties.map((duty): ScoredDuty => ({ ...duty, domain: "network" as ResponsibilityDomain }));
      expect(overallSum(sumDuties(duties))).toEqual(sumDuties(inOne).network);
    }),
  );
});

test("sums survive JSON", () => {
  fc.assert(
    fc.property(anyDuties, (duties) => {
      const sums = sumDuties(duties);
      expect(JSON.parse(JSON.stringify(sums))).toEqual(sums);
    }),
  );
});

const worst = (score: number): WorstAccount => ({ accountId: "111122223333", score });

test.each([
  { score: 0.9, worst: worst(0.5), expected: true },
  { score: 0.7, worst: worst(0.5), expected: true },
  { score: 0.3, worst: worst(0.1), expected: true },
  { score: 0.7, worst: worst(0.51), expected: false },
  { score: 0.5, worst: worst(0.5), expected: false },
  { score: 1, worst: worst(0.8), expected: true },
  { score: 0.9, worst: null, expected: false },
  { score: null, worst: worst(0), expected: false },
])("a cell at $score with the worst account at $worst.score is marked: $expected", ({ score, worst, expected }) => {
  expect(worstIsFarBelow({ score, knownShare: 1 }, worst)).toBe(expected);
});
