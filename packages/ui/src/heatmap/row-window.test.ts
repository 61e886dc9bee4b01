import fc from "fast-check";
import { expect, test } from "vitest";
import { drawnWhole, rowWindow } from "./row-window.ts";

test.each([0, 1, drawnWhole])("a list of %i is drawn whole, wherever one has scrolled", (count) => {
  expect(rowWindow({ scrollTop: 9999, viewHeight: 600, rowHeight: 34, count })).toEqual({
    first: 0,
    last: count,
    before: 0,
    after: 0,
  });
});

const view = fc.record({
  scrollTop: fc.integer({ min: -500, max: 400_000 }),
  viewHeight: fc.integer({ min: 0, max: 4000 }),
  rowHeight: fc.integer({ min: 20, max: 60 }),
  count: fc.integer({ min: drawnWhole + 1, max: 12_000 }),
});

test("what is in view is drawn, the height stays the same, and few rows are in the page", () => {
  fc.assert(
    fc.property(view, (given) => {
      const { first, last, before, after } = rowWindow(given);
      const { rowHeight, count, viewHeight } = given;
      const scrollTop = Math.max(0, Math.min(given.scrollTop, count * rowHeight - viewHeight));
      expect(before + after + (last - first) * rowHeight).toBe(count * rowHeight);
      expect(first * rowHeight).toBeLessThanOrEqual(Math.max(0, scrollTop));
      expect(last * rowHeight).toBeGreaterThanOrEqual(Math.min(count * rowHeight, scrollTop + viewHeight));
      expect(last - first).toBeLessThanOrEqual(Math.ceil(viewHeight / rowHeight) + 24);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(count);
    }),
  );
});
