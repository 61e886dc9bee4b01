import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CoverageTimeline, timelineParts } from "./coverage-timeline.tsx";

const points = [
  { day: "2026-10-20", counts: [4, 0, 0, 0, 0, 0] as const },
  { day: "2026-11-06", counts: [1, 0, 0, 3, 0, 0] as const },
];

test("what held before the first day holds from it on; each step ends where the next begins, the last at the end", () => {
  expect(timelineParts(points, "2026-11-01", "2026-11-10")).toEqual([
    { verdict: "enforced", x: 0, y: 0, length: 500, part: 120 },
    { verdict: "none", x: 500, y: 0, length: 500, part: 90 },
    { verdict: "enforced", x: 500, y: 90, length: 500, part: 30 },
  ]);
});

test.each([
  { given: "nothing", points: [] },
  { given: "a node without accounts", points: [{ day: "2026-11-02", counts: [0, 0, 0, 0, 0, 0] as const }] },
  { given: "a day after the last", points: [{ day: "2026-12-24", counts: [1, 0, 0, 0, 0, 0] as const }] },
])("$given draws nothing", (given) => {
  expect(timelineParts(given.points, "2026-11-01", "2026-11-10")).toEqual([]);
});

test("the picture has its words, and no style attribute", () => {
  const html = renderToStaticMarkup(
    <CoverageTimeline points={points} from="2026-11-01" to="2026-11-10" label="3 none" />,
  );
  expect(html).toContain('aria-label="3 none"');
  expect(html).not.toContain("style=");
});
