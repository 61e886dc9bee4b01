import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Sparkline } from "./sparkline.tsx";

const draw = (values: readonly (number | null)[], edges: { low?: number; high?: number } = {}) =>
  renderToStaticMarkup(<Sparkline label="72 % now" values={values} width={106} height={28} {...edges} />);

test("a line goes from edge to edge, up where the value rises, and ends in a dot", () => {
  const html = draw([0.5, 0.5, 0.7]);
  expect(html).toContain('points="3,24 53,24 103,4"');
  expect(html).toContain('cx="103" cy="4"');
  expect(html).toContain('role="img" aria-label="72 % now"');
  expect(html).not.toContain("style=");
});

test("a gap is a gap", () => {
  const html = draw([0.1, null, 0.2, 0.3, null]);
  expect(html.match(/<polyline/g)).toHaveLength(2);
  expect(html).toContain('cx="78"');
});

test.each([
  ["nothing known", [null, null], 0, 0],
  ["no day", [], 0, 0],
  ["one day", [0.4], 1, 1],
  ["a level line", [0.4, 0.4], 1, 1],
] as const)("%s", (_, values, lines, dots) => {
  const html = draw(values);
  expect((html.match(/<polyline/g) ?? []).length).toBe(lines);
  expect((html.match(/<circle/g) ?? []).length).toBe(dots);
  expect(html).not.toMatch(/NaN|Infinity/);
});

test("edges make lines of several numbers comparable", () => {
  expect(draw([0.5, 0.5], { low: 0, high: 1 })).toContain('points="3,14 103,14"');
});
