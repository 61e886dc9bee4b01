const dayMs = 24 * 60 * 60 * 1000;

/** The calendar day seven days before the one that `now` is in `zone`, `YYYY-MM-DD`: days, not 168 hours. */
export function weekBefore(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    calendar: "gregory",
    numberingSystem: "latn",
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  }).formatToParts(now);
  const part = (type: "year" | "month" | "day") => Number(parts.find((one) => one.type === type)?.value);
  const today = Date.UTC(part("year"), part("month") - 1, part("day"));
  return new Date(today - 7 * dayMs).toISOString().slice(0, 10);
}
