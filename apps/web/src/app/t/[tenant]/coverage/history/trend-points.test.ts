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

test("objectives by their worst account; days that tell nothing new are left out", () => {
  expect(trendPoints(points, null)).toEqual([
    { day: "2026-11-01", counts: [2, 0, 0, 0, 0, 0] },
    { day: "2026-11-02", counts: [1, 0, 0, 1, 0, 0] },
    { day: "2026-11-04", counts: [0, 0, 0, 0, 0, 0] },
  ]);
});

test("one objective's accounts; from the day on which the node was gone, none", () => {
  expect(trendPoints(points, "cloudtrail-off").map(({ day, counts }) => `${day} ${counts.join()}`)).toEqual([
    "2026-11-01 3,0,0,0,0,0",
    "2026-11-02 2,0,0,1,0,0",
    "2026-11-03 3,0,0,0,0,0",
    "2026-11-04 0,0,0,0,0,0",
  ]);
});
