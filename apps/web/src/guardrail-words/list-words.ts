import type { Locale } from "../server/locale.ts";

/** So many are named one by one. */
const most = 12;

/** "a, b or c" or "a、b、または c"; of a long list the first, and how many more. */
export function listWords(items: readonly string[], locale: Locale, join: "and" | "or"): string {
  const more = items.length - most;
  const shown = more > 0 ? [...items.slice(0, most), locale === "ja" ? `ほか ${more} 件` : `${more} more`] : [...items];
  if (shown.length < 2) return shown[0] ?? "";
  const last = shown.at(-1) ?? "";
  const first = shown.slice(0, -1);
  if (locale === "ja") {
    // A space parts Japanese from other letters, never from itself.
    const space = /^[\x21-\x7e]/.test(last) ? " " : "";
    return `${first.join("、")}${join === "and" ? "、かつ" : "、または"}${space}${last}`;
  }
  return `${first.join(", ")} ${join} ${last}`;
}
