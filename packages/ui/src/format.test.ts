import { describe, expect, test } from "vitest";
import { formatDay, formatDuration, formatInstant, formatNumber } from "./format.ts";

const instant = "2026-11-23T23:05:09.000Z";

describe("instants are drawn in the tenant's zone", () => {
  test.each([
    { locale: "en", zone: "Europe/Dublin", expected: "23 Nov 2026, 23:05" },
    { locale: "en", zone: "Asia/Tokyo", expected: "24 Nov 2026, 08:05" },
    { locale: "ja", zone: "Asia/Tokyo", expected: "2026年11月24日 08:05" },
    { locale: "ja", zone: "America/New_York", expected: "2026年11月23日 18:05" },
  ] as const)("$locale in $zone: $expected", ({ locale, zone, expected }) => {
    expect(formatInstant(instant, { locale, zone })).toBe(expected);
    expect(formatInstant(new Date(instant), { locale, zone })).toBe(expected);
    expect(expected.startsWith(formatDay(instant, { locale, zone }))).toBe(true);
  });

  test.each([
    { locale: "en", day: "2026-11-17", expected: "17 Nov" },
    { locale: "ja", day: "2026-11-17", expected: "11月17日" },
  ] as const)("a day without its year in $locale: $expected", ({ locale, day, expected }) => {
    expect(formatDay(day, { locale, zone: "UTC", year: false })).toBe(expected);
  });

  test("midnight is 00, not 24", () => {
    expect(formatInstant("2026-01-01T00:00:00Z", { locale: "ja", zone: "UTC" })).toBe("2026年1月1日 00:00");
  });

  test("the zone is named where asked", () => {
    expect(formatInstant(instant, { locale: "en", zone: "UTC", zoneName: true })).toBe("23 Nov 2026, 23:05 UTC");
    expect(formatInstant(instant, { locale: "ja", zone: "Asia/Tokyo", zoneName: true })).toContain("JST");
  });

  test("what is no date is an empty text, never an exception in a page", () => {
    expect(formatInstant("soon", { locale: "en", zone: "UTC" })).toBe("");
    expect(formatDay("", { locale: "ja", zone: "UTC" })).toBe("");
  });
});

test.each([
  { seconds: 0, en: "0 s", ja: "0 秒" },
  { seconds: 59.4, en: "59 s", ja: "59 秒" },
  { seconds: 59.6, en: "1 min 0 s", ja: "1 分 0 秒" },
  { seconds: 102, en: "1 min 42 s", ja: "1 分 42 秒" },
  { seconds: 7_500, en: "2 h 5 min", ja: "2 時間 5 分" },
  { seconds: 4_000_000, en: "1,111 h 6 min", ja: "1,111 時間 6 分" },
  { seconds: -3, en: "0 s", ja: "0 秒" },
  { seconds: Number.NaN, en: "0 s", ja: "0 秒" },
])("$seconds seconds: $en", ({ seconds, en, ja }) => {
  expect(formatDuration(seconds, "en")).toBe(en);
  expect(formatDuration(seconds, "ja")).toBe(ja);
});

test("numbers are grouped", () => {
  expect(formatNumber(1234567, "en")).toBe("1,234,567");
  expect(formatNumber(1234567, "ja")).toBe("1,234,567");
});
