import { unreadCodes } from "@sekinin/responsibility";
import { expect, test } from "vitest";
import { defaultLimits } from "../services.ts";
import { backOffSeconds, isCutOffEachTime, isPassing } from "./passing.ts";

test("only what time alone may mend is tried again", () => {
  expect(unreadCodes.filter((code) => isPassing({ code }))).toEqual([
    "throttled",
    "timeout",
    "malformed-answer",
    "endpoint-failed",
  ]);
});

test.each([
  { attempt: 1, least: 2.5, most: 5 },
  { attempt: 2, least: 5, most: 10 },
  { attempt: 4, least: 20, most: 40 },
  { attempt: 9, least: 60, most: 120 },
  { attempt: 1_000, least: 60, most: 120 },
])("after attempt $attempt it waits $least to $most s", ({ attempt, least, most }) => {
  expect(backOffSeconds(attempt, defaultLimits, () => 0)).toBe(least);
  expect(backOffSeconds(attempt, defaultLimits, () => 1)).toBe(most);
});

test.each([
  { attempt: 1, expected: false },
  { attempt: defaultLimits.attempts * 4, expected: false },
  { attempt: defaultLimits.attempts * 4 + 1, expected: true },
])("attempt $attempt was cut off each time before: $expected", ({ attempt, expected }) => {
  expect(isCutOffEachTime(attempt, defaultLimits)).toBe(expected);
});
