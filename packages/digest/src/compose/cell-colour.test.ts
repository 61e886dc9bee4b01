import fc from "fast-check";
import { expect, test } from "vitest";
import { allCellColours, cellColours, emptyColours, unknownColours, wholePercent } from "./cell-colour.ts";

/** Relative luminance of WCAG 2. */
function luminance(hex: string): number {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

test.each(allCellColours)("$text on $background has a contrast of 4.5 or more", ({ background, text }) => {
  const [light, dark] = [luminance(background), luminance(text)].sort((a, b) => b - a);
  expect(((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
});

test.each([
  { score: null, knownShare: null, expected: emptyColours.background },
  { score: null, knownShare: 0, expected: unknownColours.background },
  { score: 1, knownShare: 0.49, expected: unknownColours.background },
  { score: 1, knownShare: 1, expected: "#6aaae6" },
  { score: 0.999, knownShare: 1, expected: "#88b8e4" },
  { score: 0, knownShare: 1, expected: "#ea8846" },
  { score: 0.3, knownShare: 0.5, expected: "#f5c59d" },
])("score $score, known $knownShare: $expected", ({ expected, ...cell }) => {
  expect(cellColours(cell).background).toBe(expected);
});

test("100 is said only of all, 0 only of nothing", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (share) => {
      expect(wholePercent(share)).toBeGreaterThan(0);
      expect(wholePercent(share)).toBeLessThan(100);
    }),
  );
  expect([wholePercent(0), wholePercent(1)]).toEqual([0, 100]);
});
