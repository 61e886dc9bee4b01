import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, oklchToHex } from "./oklch.ts";
import { scoreColour, type Theme } from "./score-colour.ts";

const percents = Array.from({ length: 101 }, (_, percent) => percent);
const themes: readonly Theme[] = ["light", "dark"];

/** Rough lightness L* of a grey photograph of the page: what is left where hue cannot be seen. */
function greyness(hex: string): number {
  const relative = (contrast(hex, "#000000") - 1) / 20;
  return 116 * Math.cbrt(relative) - 16;
}

/** Blue minus red of `#rrggbb`: below zero is the orange side, above it the blue side. */
function blueness(hex: string): number {
  return Number.parseInt(hex.slice(5, 7), 16) - Number.parseInt(hex.slice(1, 3), 16);
}

function greenness(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return (green ?? 0) - Math.max(red ?? 0, blue ?? 0);
}

describe.each(themes)("scoreColour, %s", (theme) => {
  test.each(percents)("the number %i is read at 4.5:1 or better", (score) => {
    const { background, text } = scoreColour(score, theme);
    expect(contrast(background, text)).toBeGreaterThanOrEqual(4.5);
  });

  test("runs from orange to blue without a step back", () => {
    const steps = percents.map((score) => blueness(scoreColour(score, theme).background));
    expect(steps[0]).toBeLessThan(-60);
    expect(steps[100]).toBeGreaterThan(60);
    for (const [at, step] of steps.entries()) expect(step).toBeGreaterThanOrEqual((steps[at - 1] ?? step) - 2);
  });

  test("is never green: red-green vision must not matter", () => {
    for (const score of percents) expect(greenness(scoreColour(score, theme).background)).toBeLessThanOrEqual(4);
  });

  test("moves in equal steps of lightness on each arm", () => {
    const grey = percents.map((score) => greyness(scoreColour(score, theme).background));
    const at = (score: number) => grey[score] ?? Number.NaN;
    for (const [from, to] of [
      [0, 50],
      [50, 100],
    ] as const) {
      const mean = (at(to) - at(from)) / 5;
      for (let score = from; score < to; score += 10) {
        expect(Math.abs(at(score + 10) - at(score) - mean)).toBeLessThan(2.2);
      }
    }
  });

  test.each([
    { given: -5, same: 0 },
    { given: 130, same: 100 },
  ])("$given is drawn as $same", ({ given, same }) => {
    expect(scoreColour(given, theme)).toEqual(scoreColour(same, theme));
  });
});

test.each([
  { first: "#000000", second: "#ffffff", expected: 21 },
  { first: "#ffffff", second: "#777777", expected: 4.48 },
  { first: "#123456", second: "#123456", expected: 1 },
])("contrast of $first and $second is $expected", ({ first, second, expected }) => {
  expect(contrast(first, second)).toBeCloseTo(expected, 1);
  expect(contrast(second, first)).toBeCloseTo(expected, 1);
});

test.each([
  { colour: { lightness: 0, chroma: 0, hue: 0 }, expected: "#000000" },
  { colour: { lightness: 1, chroma: 0, hue: 0 }, expected: "#ffffff" },
  { colour: { lightness: 0.628, chroma: 0.2577, hue: 29.23 }, expected: "#ff0000" },
])("oklchToHex gives $expected", ({ colour, expected }) => {
  expect(oklchToHex(colour)).toBe(expected);
});

test("the token for numbers under the pointer is the scale's own colour", () => {
  const tokens = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");
  const [light, dark] = themes.map((theme) => scoreColour(50, theme).text);
  expect(tokens).toContain(`--on-score: light-dark(${light}, ${dark});`);
});
