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
  { what: "fives around the line, with air", points: [point(43.2), point(58.1)], expected: [40, 65] },
  { what: "not closer than ten", points: [point(72.4), point(73)], expected: [65, 75] },
  { what: "at the top", points: [point(99), point(100)], expected: [90, 100] },
  { what: "at the bottom", points: [point(0)], expected: [0, 10] },
  { what: "every line counts", points: [point(50, 31, [88, null])], expected: [25, 90] },
  {
    what: "a line of real change that leaves the scale",
    points: [point(99, 103.5), point(90, -2)],
    expected: [0, 100],
  },
])("$what", ({ points, expected }) => {
  expect(scoreEdges(points)).toEqual(expected);
});
