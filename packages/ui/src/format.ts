/** Languages of the pages and how their dates and numbers are written. */
export type FormatLocale = "en" | "ja";
const tags: Readonly<Record<FormatLocale, string>> = { en: "en-GB", ja: "ja-JP" };

/** Words that `formatDuration` puts behind numbers. */
const units: Readonly<Record<FormatLocale, readonly [hours: string, minutes: string, seconds: string]>> = {
  en: ["h", "min", "s"],
  ja: ["時間", "分", "秒"],
};

type DateOptions = { readonly locale: FormatLocale; readonly zone: string; readonly zoneName?: boolean };

/** "24 Nov 2026, 18:42" or "2026年11月24日 18:42" in the given zone; with the zone's short name where asked. */
export function formatInstant(instant: Date | string, { locale, zone, zoneName = false }: DateOptions): string {
  const date = typeof instant === "string" ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(tags[locale], {
    year: "numeric",
    month: locale === "ja" ? "long" : "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
    ...(zoneName ? { timeZoneName: "short" } : {}),
  }).format(date);
}

/** "24 Nov 2026" or "2026年11月24日"; "24 Nov" or "11月24日" without its year. */
export function formatDay(
  instant: Date | string,
  { locale, zone, year = true }: DateOptions & { readonly year?: boolean },
): string {
  const date = typeof instant === "string" ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(tags[locale], {
    ...(year ? { year: "numeric" as const } : {}),
    month: locale === "ja" ? "long" : "short",
    day: "numeric",
    timeZone: zone,
  }).format(date);
}

/** "12,345". */
export function formatNumber(value: number, locale: FormatLocale): string {
  return new Intl.NumberFormat(tags[locale]).format(value);
}

/** "2 h 5 min", "1 min 42 s", "8 s": the two largest units, seconds rounded. Negative and broken values give "0 s". */
export function formatDuration(seconds: number, locale: FormatLocale): string {
  const [hourWord, minuteWord, secondWord] = units[locale];
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  if (hours > 0) return `${formatNumber(hours, locale)} ${hourWord} ${minutes} ${minuteWord}`;
  if (minutes > 0) return `${minutes} ${minuteWord} ${rest} ${secondWord}`;
  return `${rest} ${secondWord}`;
}
