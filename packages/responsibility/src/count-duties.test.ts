import fc from "fast-check";
import { expect, test } from "vitest";
import { countDuties } from "./count-duties.ts";
import type { DecidedResource } from "./decide-account.ts";
import { fail, notApplicable, pass, unknown, type Verdict } from "./verdict.ts";

const row = (controlId: string, region: string, verdict: Verdict, resource = "arn:x"): DecidedResource => ({
  controlId,
  region,
  resource,
  verdict,
});

test("counts by control and Region, sorted", () => {
  const duties = countDuties([
    row("b", "eu-west-1", fail("x")),
    row("a", "us-east-1", pass()),
    row("b", "eu-west-1", pass()),
    row("b", "eu-west-1", notApplicable("y")),
    row("a", "eu-west-1", pass()),
  ]);
  const none = { passed: 0, failed: 0, unknown: 0, notApplicable: 0, unknownReasons: [] };
  expect(duties).toEqual([
    { ...none, controlId: "a", region: "eu-west-1", passed: 1 },
    { ...none, controlId: "a", region: "us-east-1", passed: 1 },
    { ...none, controlId: "b", region: "eu-west-1", passed: 1, failed: 1, notApplicable: 1 },
  ]);
});

test("reasons are told apart by code, action and detail", () => {
  const denied = { code: "access-denied", action: "s3:GetBucketPolicy" } as const;
  const [duty] = countDuties([
    row("a", "r", unknown({ code: "throttled" })),
    row("a", "r", unknown(denied)),
    row("a", "r", unknown({ code: "access-denied", action: "s3:GetBucketVersioning" })),
    row("a", "r", unknown({ ...denied })),
    row("a", "r", unknown({ ...denied, detail: "KMS" })),
  ]);
  expect(duty?.unknown).toBe(5);
  expect(duty?.unknownReasons).toEqual([
    { reason: denied, count: 2 },
    { reason: { ...denied, detail: "KMS" }, count: 1 },
    { reason: { code: "access-denied", action: "s3:GetBucketVersioning" }, count: 1 },
    { reason: { code: "throttled" }, count: 1 },
  ]);
});

test("no rows, no duties", () => {
  expect(countDuties([])).toEqual([]);
});

const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constant(pass()),
  fc.constant(fail("x")),
  fc.constant(notApplicable("x")),
  fc.constantFrom("throttled" as const, "timeout" as const).map((code) => unknown({ code })),
);
const anyRow = fc
  .record({ control: fc.constantFrom("a", "b"), region: fc.constantFrom("r", "s"), verdict: anyVerdict })
  .map(({ control, region, verdict }) => row(control, region, verdict));

test("nothing is lost or counted twice, and the order of rows changes nothing", () => {
  fc.assert(
    fc.property(fc.array(anyRow), (rows) => {
      const duties = countDuties(rows);
      const total = duties.reduce(
        (sum, { passed, failed, unknown, notApplicable }) => sum + passed + failed + unknown + notApplicable,
        0,
      );
      expect(total).toBe(rows.length);
      for (const { unknown, unknownReasons } of duties) {
        expect(unknownReasons.reduce((sum, { count }) => sum + count, 0)).toBe(unknown);
      }
      expect(countDuties([...rows].reverse())).toEqual(duties);
    }),
  );
});
