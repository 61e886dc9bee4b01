import type { VerdictCounts } from "@sekinin/guardrails/coverage";
import { expect, test } from "vitest";
import { trendPoints } from "./trend-points.ts";

const good: VerdictCounts = [3, 0, 0, 0, 0, 0];
const bad: VerdictCounts = [2, 0, 0, 1, 0, 0];
const points = [
  { day: "2026-11-01", counts: { "org-leave": good, "cloudtrail-off": good } },
  { day: "2026-11-02", counts: { "org-leave": good, "cloudtrail-off": bad } },
  { day: "2026-11-03", counts: { "org-leave": bad, "cloudtrail-off": good } },
  { day: "2026-11-04", counts: {} },
];

test("pairs of account and objective by verdict, where one account of one objective is told too", () => {
  expect(trendPoints(points, { objectiveId: null, trend: "pairs" })).toEqual([
    { day: "2026-11-01", counts: [6, 0, 0, 0, 0, 0] },
    { day: "2026-11-02", counts: [5, 0, 0, 1, 0, 0] },
    { day: "2026-11-04", counts: [0, 0, 0, 0, 0, 0] },
  ]);
});

test("objectives by their worst account; days that tell nothing new are left out", () => {
  expect(trendPoints(points, { objectiveId: null, trend: "worst" })).toEqual([
    { day: "2026-11-01", counts: [2, 0, 0, 0, 0, 0] },
    { day: "2026-11-02", counts: [1, 0, 0, 1, 0, 0] },
    { day: "2026-11-04", counts: [0, 0, 0, 0, 0, 0] },
  ]);
});

test("one objective's accounts; from the day on which the node was gone, none", () => {
  expect(
    trendPoints(points, { objectiveId: "cloudtrail-off", trend: "pairs" }).map(
      ({ day, counts }) => `${day} ${counts.join()}`,
    ),
  ).toEqual(["2026-11-01 3,0,0,0,0,0", "2026-11-02 2,0,0,1,0,0", "2026-11-03 3,0,0,0,0,0", "2026-11-04 0,0,0,0,0,0"]);
});
