import { formatDay } from "@sekinin/ui";
import type { Locale } from "../../../../server/locale.ts";
import type { TrendPage } from "./read-trend-page.ts";
import type { TrendSearch } from "./trend-search.ts";

/** What every part of the page needs. */
export type TrendPlace = {
  readonly tenant: string;
  /** Path of the page. */
  readonly base: string;
  readonly search: TrendSearch;
  readonly locale: Locale;
  readonly page: Extract<TrendPage, { kind: "trend" }>;
};

/** A calendar day, the same in every zone: "24 Nov 2026", or without its year. */
export function dayWords(day: string, locale: Locale, year = true): string {
  return formatDay(day, { locale, zone: "UTC", year });
}

/** Per cent with one decimal for a chart; null where nothing is known. */
export function percentOf(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10;
}
