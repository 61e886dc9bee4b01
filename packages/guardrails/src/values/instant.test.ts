import { expect, test } from "vitest";
import { instantOf } from "./instant.ts";

test.each([
  ["2026-01-02", Date.UTC(2026, 0, 2)],
  ["2026-01", Date.UTC(2026, 0, 1)],
  ["2026-01-02T03:04Z", Date.UTC(2026, 0, 2, 3, 4)],
  ["2026-01-02T03:04:05.250Z", Date.UTC(2026, 0, 2, 3, 4, 5, 250)],
  ["2026-01-02T03:04:05+09:00", Date.UTC(2026, 0, 1, 18, 4, 5)],
  ["1767225600", Date.UTC(2026, 0, 1)],
  ["0", 0],
])("%s is an instant", (text, expected) => {
  expect(instantOf(text)).toBe(expected);
});

test.each([
  ["", "nothing"],
  ["foo 1", "what JavaScript takes for a date"],
  ["1 January 2026", "another way to write one"],
  ["2026-01-02T03:04:05", "no zone"],
  ["2026-02-30", "no such day"],
  ["2026-13-01", "no such month"],
  ["2026-01-02T25:00Z", "no such hour"],
  ["2026", "a year or seconds, nobody can say"],
  ["-1", "before 1970"],
  ["+275760-09-13T00:00:00.000Z", "a longer year"],
])("`%s` is none: %s", (text) => {
  expect(instantOf(text)).toBeNaN();
});
