import { expect, test } from "vitest";
import { clockText, nextWords, weekdayName, zoneList } from "./digest-words.ts";

test.each([
  { weekday: 1, en: "Monday", ja: "月曜日" },
  { weekday: 7, en: "Sunday", ja: "日曜日" },
])("ISO weekday $weekday is $en", ({ weekday, en, ja }) => {
  expect(weekdayName(weekday, "en")).toBe(en);
  expect(weekdayName(weekday, "ja")).toBe(ja);
});

test("the next time is told on the wall clock of its zone", () => {
  const at = new Date("2026-11-29T23:30:00Z");
  expect(nextWords(at, { locale: "en", zone: "Europe/Dublin" })).toMatch(/^Sunday,? 29 November 2026.* 23:30$/);
  expect(nextWords(at, { locale: "ja", zone: "Asia/Tokyo" })).toMatch(/^2026年11月30日月曜日\s8:30|08:30$/);
  expect(clockText({ hour: 8, minute: 5 })).toBe("08:05");
});

test("zones: the given ones first, each once, UTC among them", () => {
  const zones = zoneList(["Asia/Tokyo", "Asia/Tokyo"]);
  expect(zones.slice(0, 2)).toEqual(["Asia/Tokyo", "UTC"]);
  expect(new Set(zones).size).toBe(zones.length);
  expect(zones).toContain("America/New_York");
});
