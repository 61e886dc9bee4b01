import { type ResponsibilityDomain, responsibilityDomains, severities } from "@sekinin/responsibility";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addControlSums, type ControlSum, sumControls, sumsOfControls } from "./control-sums.ts";
import { cellOf, emptyDomainSum, overallSum } from "./sums.ts";
import { worthDoing } from "./worth-doing.ts";

const control = (met: number, known: number, failingAccounts = 1): ControlSum => ({
  ...emptyDomainSum,
  domain: "network",
  met,
  known,
  total: known,
  failed: 1,
  failingAccounts,
  unknownAccounts: 0,
});
const ids = (given: Readonly<Record<string, ControlSum>>, limit?: number) =>
  worthDoing(given, limit).map(({ controlId }) => controlId);

test.each([
  { what: "no control", given: {}, expected: [] },
  { what: "nothing fails", given: { a: control(5, 5, 0) }, expected: [] },
  { what: "nothing is known", given: { a: control(0, 0, 0) }, expected: [] },
  {
    what: "the most weight first",
    given: { a: control(4, 5), b: control(0, 10), c: control(1, 5) },
    expected: ["b", "c", "a"],
  },
  {
    what: "as much weight in more accounts first",
    given: { a: control(0, 5, 1), b: control(0, 5, 9) },
    expected: ["b", "a"],
  },
  { what: "then by id", given: { b: control(0, 5), a: control(0, 5) }, expected: ["a", "b"] },
])("$what", ({ given, expected }) => {
  expect(ids(given)).toEqual(expected);
});

test("an entry says what the overall score would gain", () => {
  const [first] = worthDoing({ a: control(0, 5, 3), b: control(15, 15, 0) });
  expect(first).toEqual({ controlId: "a", domain: "network", gain: 0.25, failingAccounts: 3, failed: 1 });
});

test("only as many as are asked for", () => {
  expect(ids({ a: control(0, 1), b: control(0, 2), c: control(0, 3) }, 2)).toEqual(["c", "b"]);
});

test("mending what fails a control raises the score by what its entry says, and nothing gains more", () => {
  const duty = fc.record({
    controlId: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    severity: fc.constantFrom(...severities),
    passed: fc.nat({ max: 9 }),
    failed: fc.nat({ max: 9 }),
    unknown: fc.nat({ max: 9 }),
  });
  const domainOf = (id: string): ResponsibilityDomain => responsibilityDomains[id.charCodeAt(0) % 8] ?? "network";
  fc.assert(
    fc.property(fc.array(fc.array(duty, { maxLength: 6 }), { maxLength: 5 }), (accounts) => {
      const sums = (mended: string | null) =>
        accounts
          .map((duties) =>
            sumControls(
              duties.map((one) => ({
                ...one,
                domain: domainOf(one.controlId),
                ...(one.controlId === mended ? { passed: one.passed + one.failed, failed: 0 } : {}),
              })),
              [],
            ),
          )
          .reduce(addControlSums, {});
      const score = (mended: string | null) => cellOf(overallSum(sumsOfControls(sums(mended)))).score ?? 0;
      const found = worthDoing(sums(null), 6);
      for (const { controlId, gain } of found) expect(score(controlId) - score(null)).toBeCloseTo(gain, 5);
      expect(found.map(({ gain }) => gain)).toEqual(found.map(({ gain }) => gain).toSorted((a, b) => b - a));
    }),
  );
});
