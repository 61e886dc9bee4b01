import { expect, test } from "vitest";
import { scoreEdges } from "./score-edges.ts";

const point = (score: number | null, real: number | null = null, domains: readonly (number | null)[] = []) => ({
  score,
  real,
  domains,
});

test.each([
  { what: "nothing known", points: [point(null)], expected: [0, 100] },
  { what: "no day", points: [], expected: [0, 100] },
  { what: "tens around the line", points: [point(43.2), point(58.1)], expected: [40, 60] },
  { what: "not closer than twenty", points: [point(72.4), point(73)], expected: [70, 90] },
  { what: "at the top", points: [point(99), point(100)], expected: [80, 100] },
  { what: "at the bottom", points: [point(0)], expected: [0, 20] },
  { what: "every line counts", points: [point(50, 31, [88, null])], expected: [30, 90] },
  {
    what: "a line of real change that leaves the scale",
    points: [point(99, 103.5), point(90, -2)],
    expected: [0, 100],
  },
])("$what", ({ points, expected }) => {
  expect(scoreEdges(points)).toEqual(expected);
});
