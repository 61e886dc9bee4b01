import { addDays, calendarDay } from "@sekinin/posture";

/** The calendar day seven days before the one that `now` is in `zone`, `YYYY-MM-DD`: days, not 168 hours. */
export function weekBefore(zone: string, now: Date): string {
  return addDays(calendarDay(zone, now), -7);
}
