import { expect, test } from "vitest";
import type { HeatmapCell } from "./cell.ts";
import { cellLines, cellValue } from "./cell-words.ts";
import type { HeatmapTexts } from "./heatmap-texts.ts";

const texts = {
  percent: "{percent} %",
  nothingKnown: "nothing known",
  noDuties: "no duties",
  known: "{known} of {all} known",
  unknownShare: "{percent} % unknown",
  failing: "{failing} fail on {resources}",
  nothingFails: "nothing fails",
} as HeatmapTexts;

const cell = (given: Partial<HeatmapCell>): HeatmapCell => ({
  percent: 50,
  unknownPercent: 0,
  duties: 4,
  knownDuties: 4,
  failingDuties: 0,
  failedResources: 0,
  worst: null,
  ...given,
});

test.each([
  { given: cell({}), value: "50 %", lines: ["4 of 4 known", "nothing fails"] },
  {
    given: cell({ failingDuties: 2, failedResources: 7, knownDuties: 3, unknownPercent: 25 }),
    value: "50 %",
    lines: ["3 of 4 known", "25 % unknown", "2 fail on 7"],
  },
  {
    given: cell({ percent: null, knownDuties: 0, unknownPercent: 100 }),
    value: "nothing known",
    lines: ["0 of 4 known", "100 % unknown"],
  },
  { given: cell({ percent: null, duties: 0, knownDuties: 0 }), value: "no duties", lines: [] },
])("$value, $lines.length lines", ({ given, value, lines }) => {
  expect(cellValue(given, texts)).toBe(value);
  expect(cellLines(given, texts)).toEqual(lines);
});
