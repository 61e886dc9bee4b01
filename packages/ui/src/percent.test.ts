import fc from "fast-check";
import { expect, test } from "vitest";
import { wholePercent } from "./percent.ts";

test.each([
  [0, 0],
  [-0.2, 0],
  [0.001, 1],
  [0.499, 50],
  [0.754, 75],
  [0.9951, 99],
  [0.99999, 99],
  [1, 100],
  [1.3, 100],
])("%d is %i per cent", (share, expected) => {
  expect(wholePercent(share)).toBe(expected);
});

test("only all is 100, only nothing is 0, and more is never less", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, (a, b) => {
      expect(wholePercent(a) === 100).toBe(a === 1);
      expect(wholePercent(a) === 0).toBe(a === 0);
      expect(wholePercent(Math.min(a, b))).toBeLessThanOrEqual(wholePercent(Math.max(a, b)));
    }),
  );
});
