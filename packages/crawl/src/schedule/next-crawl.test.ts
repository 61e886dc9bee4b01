import { calendarDay } from "@sekinin/posture";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nextCrawlAt, spreadMinute } from "./next-crawl.ts";

const connectionId = "4a1d8f5c-2b7e-4c8b-8d0d-3f1f5f0f9a77";
const minute = spreadMinute(connectionId);
const at = (prefix: string) => `${prefix}:${String(minute).padStart(2, "0")}:00.000Z`;

test.each([
  { given: "later today", zone: "UTC", hour: 3, after: "2026-11-24T01:00:00Z", expected: at("2026-11-24T03") },
  { given: "tomorrow", zone: "UTC", hour: 3, after: "2026-11-24T04:00:00Z", expected: at("2026-11-25T03") },
  {
    given: "Tokyo, whose night is our evening",
    zone: "Asia/Tokyo",
    hour: 2,
    after: "2026-11-24T10:00:00Z",
    expected: at("2026-11-24T17"),
  },
  {
    given: "Dublin in summer",
    zone: "Europe/Dublin",
    hour: 3,
    after: "2026-07-01T00:00:00Z",
    expected: at("2026-07-01T02"),
  },
  {
    given: "an hour that the clocks skip",
    zone: "Europe/Dublin",
    hour: 1,
    after: "2026-03-28T12:00:00Z",
    expected: at("2026-03-29T01"),
  },
  {
    given: "an hour that comes twice",
    zone: "Europe/Dublin",
    hour: 1,
    after: "2026-10-24T12:00:00Z",
    expected: at("2026-10-25T00"),
  },
  { given: "a leap day", zone: "UTC", hour: 0, after: "2028-02-28T23:59:59Z", expected: at("2028-02-29T00") },
])("$given", ({ zone, hour, after, expected }) => {
  expect(nextCrawlAt(new Date(after), { hour, zone, connectionId }).toISOString()).toBe(expected);
});

test("an instant is never its own next one", () => {
  const schedule = { hour: 5, zone: "Asia/Tokyo", connectionId };
  const first = nextCrawlAt(new Date("2026-11-24T00:00:00Z"), schedule);
  const second = nextCrawlAt(first, schedule);
  expect(second.getTime() - first.getTime()).toBe(24 * 3_600_000);
});

test("an unknown zone throws, it does not fall back to another", () => {
  expect(() => nextCrawlAt(new Date(), { hour: 5, zone: "Mars/Olympus", connectionId })).toThrow(RangeError);
});

test("always after now, within 26 hours, whatever the zone and instant", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      fc.integer({ min: 0, max: 23 }),
      fc.constantFrom("UTC", "Asia/Tokyo", "Europe/Dublin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"),
      fc.uuid(),
      (after, hour, zone, id) => {
        const wait = nextCrawlAt(after, { hour, zone, connectionId: id }).getTime() - after.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(26 * 3_600_000);
      },
    ),
  );
});

test("connections of one hour are spread over it", () => {
  const minutes = new Set(fc.sample(fc.uuid(), 500).map(spreadMinute));
  expect(minutes.size).toBeGreaterThan(50);
  expect(spreadMinute(connectionId)).toBe(minute);
});

test.each([
  { zone: "UTC", expected: "2026-11-24" },
  { zone: "Asia/Tokyo", expected: "2026-11-25" },
  { zone: "America/New_York", expected: "2026-11-24" },
])("the day in $zone", ({ zone, expected }) => {
  expect(calendarDay(zone, new Date("2026-11-24T20:00:00Z"))).toBe(expected);
});
