import type { FormatLocale } from "@sekinin/ui";

const tags: Readonly<Record<FormatLocale, string>> = { en: "en-GB", ja: "ja-JP" };
/** A Monday, so that weekday 1 is its own day. */
const mondayMs = Date.UTC(2026, 0, 5);
const dayMs = 86_400_000;

/** The name of an ISO weekday: "Monday", "月曜日". */
export function weekdayName(weekday: number, locale: FormatLocale): string {
  return new Intl.DateTimeFormat(tags[locale], { weekday: "long", timeZone: "UTC" }).format(
    mondayMs + (weekday - 1) * dayMs,
  );
}

/** "08:05". */
export function clockText({ hour, minute }: { readonly hour: number; readonly minute: number }): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** "Monday 30 November 2026 at 08:00" or "2026年11月30日月曜日 8:00", on the wall clock of the zone. */
export function nextWords(
  at: Date,
  { locale, zone }: { readonly locale: FormatLocale; readonly zone: string },
): string {
  return new Intl.DateTimeFormat(tags[locale], {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(at);
}

/** Every zone that this build knows, the given ones first and each once. */
export function zoneList(first: readonly string[]): readonly string[] {
  return [...new Set([...first, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
