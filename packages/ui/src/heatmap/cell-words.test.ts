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
  changed: "{points} points since 17 Nov",
  changedByOne: "{points} point since 17 Nov",
  unchanged: "no change since 17 Nov",
} as HeatmapTexts;

const cell = (given: Partial<HeatmapCell>): HeatmapCell => ({
  percent: 50,
  unknownPercent: 0,
  duties: 4,
  knownDuties: 4,
  failingDuties: 0,
  failedResources: 0,
  worst: null,
  change: null,
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

test.each([
  { change: 3, line: "+3 points since 17 Nov" },
  { change: 1, line: "+1 point since 17 Nov" },
  { change: 0, line: "no change since 17 Nov" },
  { change: -1, line: "\u22121 point since 17 Nov" },
  { change: -100, line: "\u2212100 points since 17 Nov" },
])("a change of $change: $line", ({ change, line }) => {
  expect(cellLines(cell({ change }), texts)).toEqual([line, "4 of 4 known", "nothing fails"]);
});

test("a cell without duties says nothing of a change", () => {
  expect(cellLines(cell({ percent: null, duties: 0, knownDuties: 0, change: null }), texts)).toEqual([]);
});
