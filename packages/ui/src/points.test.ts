import fc from "fast-check";
import { expect, test } from "vitest";
import { formatTenths, signedTenths, tenthsOf, tenthsThatAddUp } from "./points.ts";

test.each([
  [0, 0],
  [0.0001, 1],
  [0.6894, 689],
  [0.99999, 999],
  [1, 1000],
  [-0.2, 0],
])("%f is %i tenths of a per cent", (share, tenths) => {
  expect(tenthsOf(share)).toBe(tenths);
});

test.each([
  [35, "+3.5", "3.5"],
  [-4, "\u22120.4", "0.4"],
  [0, "\u00b10.0", "0.0"],
  [-1000, "\u2212100.0", "100.0"],
])("%i tenths", (tenths, signed, plain) => {
  expect(signedTenths(tenths)).toBe(signed);
  expect(formatTenths(tenths)).toBe(plain);
});

test.each([
  { what: "nothing", parts: [], total: 0, expected: [] },
  { what: "parts that are whole", parts: [0.012, -0.004], total: 8, expected: [12, -4] },
  { what: "three thirds", parts: [0.001 / 3, 0.001 / 3, 0.001 / 3], total: 1, expected: [1, 0, 0] },
  { what: "a difference, to the largest", parts: [0.001, 0.01], total: 14, expected: [2, 12] },
  { what: "a difference downwards", parts: [0.001, 0.01], total: 9, expected: [1, 8] },
])("$what", ({ parts, total, expected }) => {
  expect(tenthsThatAddUp(parts, total)).toEqual(expected);
});

test("what is shown adds up, and each part is off by less than a tenth where the parts are the total", () => {
  const part = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((millionths) => millionths / 1e6);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
      // Rounding a little less than nothing gives -0, which toBe tells from 0.
      const total = Math.round(parts.reduce((sum, one) => sum + one, 0) * 1000) + 0;
      const shown = tenthsThatAddUp(parts, total);
      expect(shown.reduce((sum, one) => sum + one, 0)).toBe(total);
      for (const [at, tenths] of shown.entries()) {
        expect(Math.abs(tenths - (parts[at] ?? 0) * 1000)).toBeLessThan(1.0001);
      }
    }),
    { examples: [[[-0.0003]], [[0.0002, -0.0005]]] },
  );
});
