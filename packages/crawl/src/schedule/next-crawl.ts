import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";

/** Minute of the hour at which a connection's crawl starts, 0 to 59: spread by a hash, the same every day. */
export function spreadMinute(connectionId: string): number {
  return createHash("sha256").update(connectionId).digest().readUInt32BE(0) % 60;
}

/**
 * The next instant after `after` at which the wall clock of `zone` shows `hour`, at the connection's minute.
 * An hour that a change of the clocks skips counts as the hour after it; one that comes twice, as its first.
 * An unknown zone throws RangeError.
 */
export function nextCrawlAt(after: Date, schedule: { hour: number; zone: string; connectionId: string }): Date {
  const from = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(schedule.zone);
  const at = { hour: schedule.hour, minute: spreadMinute(schedule.connectionId) };
  for (let days = 0; days <= 2; days += 1) {
    const date = from.toPlainDate().add({ days });
    const candidate = date.toZonedDateTime({ timeZone: schedule.zone, plainTime: Temporal.PlainTime.from(at) });
    if (candidate.epochMilliseconds > after.getTime()) return new Date(candidate.epochMilliseconds);
  }
  throw new RangeError("no instant of the schedule lies within two days");
}
