import { expect, test } from "vitest";
import { weekBefore } from "./week-before.ts";

test.each([
  { zone: "UTC", now: "2026-11-24T12:00:00Z", expected: "2026-11-17" },
  { zone: "Asia/Tokyo", now: "2026-11-24T14:59:59Z", expected: "2026-11-17" },
  { zone: "Asia/Tokyo", now: "2026-11-24T15:00:00Z", expected: "2026-11-18" },
  { zone: "America/New_York", now: "2026-11-24T04:59:59Z", expected: "2026-11-16" },
  { zone: "Europe/Dublin", now: "2026-03-31T23:30:00Z", expected: "2026-03-25" },
  { zone: "Europe/Dublin", now: "2026-10-27T23:30:00Z", expected: "2026-10-20" },
  { zone: "UTC", now: "2028-03-01T00:00:00Z", expected: "2028-02-23" },
  { zone: "UTC", now: "2027-01-03T00:00:00Z", expected: "2026-12-27" },
])("in $zone at $now: $expected", ({ zone, now, expected }) => {
  expect(weekBefore(zone, new Date(now))).toBe(expected);
});
