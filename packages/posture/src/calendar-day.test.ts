import { expect, test } from "vitest";
import { calendarDay } from "./calendar-day.ts";

test.each([
  ["2026-11-24T14:59:59Z", "Asia/Tokyo", "2026-11-24"],
  ["2026-11-24T15:00:00Z", "Asia/Tokyo", "2026-11-25"],
  ["2026-01-01T04:59:00Z", "America/New_York", "2025-12-31"],
  ["2026-03-29T00:30:00Z", "Europe/Dublin", "2026-03-29"],
  ["2026-11-24T00:00:00Z", "UTC", "2026-11-24"],
])("%s in %s is %s", (instant, zone, day) => {
  expect(calendarDay(zone, new Date(instant))).toBe(day);
});
