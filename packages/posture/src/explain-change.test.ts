import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChangeCause, changeCauses, type WeightChange } from "./changes.ts";
import { explainChange } from "./explain-change.ts";

const weight = (met: number, known: number, total: number): WeightChange => ({ met, known, total });

describe("a change of score", () => {
  test("is given to its causes", () => {
    const parts = explainChange(weight(50, 100, 100), weight(55, 90, 110), {
      mended: weight(10, 0, 0),
      "visibility-lost": weight(-5, -10, 0),
      joined: weight(0, 0, 10),
    });
    expect(parts.map(({ cause }) => cause)).toEqual(["mended", "visibility-lost", "joined"]);
    expect(parts[0]?.score).toBeCloseTo(10 / 90, 12);
    // What was lost was as good as the rest: the score has nothing from it.
    expect(parts[1]?.score).toBe(0);
    expect(parts[1]?.knownShare).toBeCloseTo(-10 / 110, 12);
    expect(parts[2]).toEqual({ cause: "joined", score: 0, knownShare: -10 / 110 });
  });

  test("of an account that is as good as the rest has no part", () => {
    const [joined] = explainChange(weight(50, 100, 100), weight(60, 120, 120), { joined: weight(10, 20, 20) });
    expect(joined).toEqual({ cause: "joined", score: 0, knownShare: 0 });
  });

  test.each([
    { given: "nothing was known before", before: weight(0, 0, 10), after: weight(5, 10, 10), share: 1 },
    { given: "nothing is known after", before: weight(5, 10, 10), after: weight(0, 0, 10), share: -1 },
    { given: "there was no duty before", before: weight(0, 0, 0), after: weight(5, 10, 10), share: 0 },
    { given: "there is no duty after", before: weight(5, 10, 10), after: weight(0, 0, 0), share: 0 },
  ])("where $given has no part of a score, and is never NaN", ({ before, after, share }) => {
    const change = weight(after.met - before.met, after.known - before.known, after.total - before.total);
    expect(explainChange(before, after, { resources: change })).toEqual([
      { cause: "resources", score: 0, knownShare: share },
    ]);
  });

  test("without weight is left out", () => {
    expect(explainChange(weight(1, 1, 1), weight(1, 1, 1), { mended: weight(0, 0, 0) })).toEqual([]);
  });
});

test("parts add up to the change of the score and of the known share", () => {
  const amount = fc.integer({ min: 1, max: 1_000 });
  const part = fc.record({ met: fc.integer({ min: -900, max: 900 }), known: amount, total: amount });
  fc.assert(
    fc.property(
      fc.record({ met: amount, known: amount, total: amount }),
      fc.dictionary(fc.constantFrom(...changeCauses), part),
      (before, given) => {
        const causes = given as Partial<Record<ChangeCause, WeightChange>>;
        const after = Object.values(causes).reduce(
          (sum, { met, known, total }) => weight(sum.met + met, sum.known + known, sum.total + total),
          before,
        );
        const parts = explainChange(before, after, causes);
        const score = parts.reduce((sum, one) => sum + one.score, 0);
        const share = parts.reduce((sum, one) => sum + one.knownShare, 0);
        expect(score).toBeCloseTo(after.met / after.known - before.met / before.known, 9);
        expect(share).toBeCloseTo(after.known / after.total - before.known / before.total, 9);
      },
    ),
  );
});
