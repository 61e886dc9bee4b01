const iso8601 = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?$/;

/** Years of two to four digits could be either of the two forms. */
const seconds = /^\d{5,}$/;

/**
 * Milliseconds since 1970 of a date that AWS takes: ISO 8601 as W3C writes it (a time has its zone), or seconds since
 * 1970. NaN for all else, a year alone too, and for days that there are not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function instantOf(text: string): number {
  if (text === "0" || seconds.test(text)) return Number(text) * 1_000;
  const [, year, month, day = "01"] = iso8601.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const isDay = Number.isFinite(date.getTime()) && date.getUTCDate() === Number(day);
  return isDay ? Date.parse(text) : Number.NaN;
}

/** No request is made before; nothing that decides here has a clock. */
export const firstInstant = "2026-01-01T00:00:00.000Z";
/** The last one that four digits of a year can tell. */
export const lastInstant = "9999-12-31T23:59:59.999Z";
