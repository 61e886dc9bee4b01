import { Temporal } from "temporal-polyfill";

/** When a digest is due: a weekday (ISO, 1 Monday to 7 Sunday) and a time on the wall clock of an IANA zone. */
export type DigestSchedule = {
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly zone: string;
};

/** Whether this build's time zone data knows the zone. */
export function isKnownZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first instant after `after` at which the schedule is due, on a local date later than `lastPeriod` (the last one
 * that a digest was planned for: a date has one). A time that a change of the clocks skips is taken as late as the
 * clocks jump; one that comes twice, as its first. An unknown zone throws RangeError.
 */
export function nextDigestAt(schedule: DigestSchedule, after: Date, lastPeriod: string | null = null): Date {
  const { weekday, hour, minute, zone } = schedule;
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const last = lastPeriod === null ? today : Temporal.PlainDate.from(lastPeriod);
  const from = Temporal.PlainDate.compare(last, today) > 0 ? last : today;
  // A skipped day makes yesterday's time fall on today, so the search begins there.
  const yesterday = from.subtract({ days: 1 });
  const first = yesterday.add({ days: (weekday - yesterday.dayOfWeek + 7) % 7 });
  const plainTime = Temporal.PlainTime.from({ hour, minute });
  for (let weeks = 0; weeks <= 2; weeks += 1) {
    const due = new Date(first.add({ weeks }).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds);
    if (due > after && (lastPeriod === null || periodOf({ zone }, due) > lastPeriod)) return due;
  }
  throw new RangeError("no instant of the schedule lies within two weeks");
}

/** The period that a digest due at `instant` is for: the local date in the zone. One digest per date, ever. */
export function periodOf({ zone }: Pick<DigestSchedule, "zone">, instant: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}
