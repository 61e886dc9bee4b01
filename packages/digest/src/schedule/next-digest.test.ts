import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DigestSchedule, isKnownZone, nextDigestAt, periodOf } from "./next-digest.ts";

const dayMs = 24 * 60 * 60 * 1_000;
const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

test.each([
  { given: "New York, the skipped 02:30", zone: "America/New_York", date: "2026-03-08", time: "02:30", at: "07:30" },
  {
    given: "New York, the first of two 01:30",
    zone: "America/New_York",
    date: "2026-11-01",
    time: "01:30",
    at: "05:30",
  },
  { given: "London, the skipped 01:30", zone: "Europe/London", date: "2026-03-29", time: "01:30", at: "01:30" },
  { given: "London, the first of two 01:30", zone: "Europe/London", date: "2026-10-25", time: "01:30", at: "00:30" },
  {
    given: "Lord Howe, a gap of half an hour",
    zone: "Australia/Lord_Howe",
    date: "2026-10-04",
    time: "02:15",
    at: "15:45",
    before: true,
  },
  {
    given: "Lord Howe, half an hour twice",
    zone: "Australia/Lord_Howe",
    date: "2026-04-05",
    time: "01:45",
    at: "14:45",
    before: true,
  },
  { given: "Santiago, no midnight", zone: "America/Santiago", date: "2026-09-06", time: "00:00", at: "04:00" },
  { given: "Cairo, no midnight", zone: "Africa/Cairo", date: "2026-04-24", time: "00:00", at: "22:00", before: true },
  { given: "Tokyo, no change ever", zone: "Asia/Tokyo", date: "2026-11-24", time: "08:00", at: "23:00", before: true },
  { given: "Dublin, winter", zone: "Europe/Dublin", date: "2026-11-24", time: "08:00", at: "08:00" },
  {
    given: "Kathmandu, three quarters of an hour",
    zone: "Asia/Kathmandu",
    date: "2026-11-24",
    time: "08:00",
    at: "02:15",
  },
])("$given", ({ zone, date, time, at, before = false }) => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const schedule = { weekday: weekdayOf(date), hour, minute, zone };
  const utcDate = before ? new Date(Date.parse(date) - dayMs).toISOString().slice(0, 10) : date;
  const due = nextDigestAt(schedule, new Date(Date.parse(date) - 3 * dayMs));
  expect(due.toISOString()).toBe(`${utcDate}T${at}:00.000Z`);
  expect(periodOf(schedule, due)).toBe(date);
});

test("a day that a zone skips altogether is the day after", () => {
  // Samoa had no Friday 30 December 2011.
  const schedule = { weekday: 5, hour: 9, minute: 0, zone: "Pacific/Apia" };
  const due = nextDigestAt(schedule, new Date("2011-12-28T00:00:00Z"));
  expect(periodOf(schedule, due)).toBe("2011-12-31");
  expect(periodOf(schedule, nextDigestAt(schedule, due))).toBe("2012-01-06");
});

test("an unknown zone throws, it does not fall back to another", () => {
  expect(() => nextDigestAt({ weekday: 1, hour: 8, minute: 0, zone: "Mars/Olympus" }, new Date())).toThrow(RangeError);
  expect([isKnownZone("Mars/Olympus"), isKnownZone("Asia/Tokyo"), isKnownZone("")]).toEqual([false, true, false]);
});

const zones = [
  "UTC",
  "America/New_York",
  "America/Santiago",
  "America/St_Johns",
  "Europe/London",
  "Europe/Dublin",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Tokyo",
  "Asia/Kathmandu",
  "Asia/Gaza",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Pacific/Apia",
];
const schedules = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  zone: fc.constantFrom(...zones),
});
const instants = fc.date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });

function chain(schedule: DigestSchedule, from: Date, count: number): Date[] {
  const due: Date[] = [];
  for (let after = from; due.length < count; ) {
    after = nextDigestAt(schedule, after);
    due.push(after);
  }
  return due;
}

describe("for any schedule", () => {
  test("times rise, a week apart to the day, each on its weekday, each with a period of its own", () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, from) => {
        const due = chain(schedule, from, 12);
        const periods = due.map((instant) => periodOf(schedule, instant));
        expect(new Set(periods).size).toBe(12);
        expect(periods.every((period) => weekdayOf(period) === schedule.weekday)).toBe(true);
        for (const [index, period] of periods.entries()) {
          const last = periods[index - 1];
          if (last !== undefined) expect(Date.parse(period) - Date.parse(last)).toBe(7 * dayMs);
        }
        expect(due.every((instant, index) => instant > (due[index - 1] ?? from))).toBe(true);
        expect((due[0]?.getTime() ?? 0) - from.getTime()).toBeLessThan(8 * dayMs);
      }),
    );
  });

  test("asking anew in between finds the same time: none is skipped", () => {
    fc.assert(
      fc.property(schedules, instants, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, from, share) => {
        const [first = from, second = from] = chain(schedule, from, 2);
        const between = new Date(first.getTime() + Math.floor(share * (second.getTime() - first.getTime() - 1)));
        expect(nextDigestAt(schedule, between)).toEqual(second);
      }),
    );
  });

  test("a changed zone may name a date again, and then its period is the same one: one row, one mail", () => {
    fc.assert(
      fc.property(schedules, fc.constantFrom(...zones), instants, (schedule, zone, from) => {
        const moved = { ...schedule, zone };
        const sent = nextDigestAt(schedule, from);
        const again = nextDigestAt(moved, sent);
        const periods = [periodOf(schedule, sent), periodOf(moved, again)];
        const apart = Date.parse(periods[1] ?? "") - Date.parse(periods[0] ?? "");
        expect([0, 7 * dayMs]).toContain(apart);
      }),
    );
  });
});

describe("after a date that has had its digest", () => {
  const schedule = { weekday: 2, hour: 10, minute: 0, zone: "Europe/Dublin" };
  const afterwards = new Date("2026-11-24T08:05:00Z");
  test.each([
    { given: "moved to later on the same day", last: "2026-11-24", at: "2026-12-01T10:00:00.000Z" },
    { given: "nothing planned yet", last: null, at: "2026-11-24T10:00:00.000Z" },
    { given: "the last one a week ago", last: "2026-11-17", at: "2026-11-24T10:00:00.000Z" },
    { given: "moved to a later day of the week", last: "2026-11-23", at: "2026-11-24T10:00:00.000Z" },
    { given: "a clock that was far ahead", last: "2027-03-03", at: "2027-03-09T10:00:00.000Z" },
  ])("$given", ({ last, at }) => {
    expect(nextDigestAt(schedule, afterwards, last).toISOString()).toBe(at);
  });

  test("in another zone, where that date is still to come", () => {
    const moved = { ...schedule, zone: "Pacific/Honolulu" };
    const next = nextDigestAt(moved, new Date("2026-11-24T08:05:00Z"), "2026-11-24");
    expect(periodOf(moved, next)).toBe("2026-12-01");
  });

  test("the next is always of a later date, and none between is left out", () => {
    fc.assert(
      fc.property(schedules, fc.constantFrom(...zones), instants, (planned, zone, from) => {
        const sent = nextDigestAt(planned, from);
        const last = periodOf(planned, sent);
        const moved = { ...planned, zone };
        const next = nextDigestAt(moved, sent, last);
        expect(next > sent).toBe(true);
        expect(periodOf(moved, next) > last).toBe(true);
        const plain = nextDigestAt(moved, sent);
        expect(next).toEqual(periodOf(moved, plain) > last ? plain : nextDigestAt(moved, plain));
      }),
    );
  });
});
