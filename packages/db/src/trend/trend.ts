import { Failure } from "@sekinin/config";
import type { TrendChange, TrendState } from "@sekinin/posture";

/** A node's history between two days, as it was written. Days are `YYYY-MM-DD` in the tenant's zone, oldest first. */
export type Trend = {
  /** States of the node; the first is the newest at or before the first day, where there is one. */
  readonly points: readonly TrendState[];
  /** One for each crawl that changed something, after the first day. */
  readonly changes: readonly TrendChange[];
  /** Days on which a crawl was completed; the first is the newest at or before the first day, where there is one. */
  readonly crawlDays: readonly string[];
};

/** A calendar day as it is. Throws `input.invalid` for any other text. */
export function requireDay(field: string, text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
    throw new Failure("input.invalid", { detail: { field, problem: `\`${field}\` must be a day, YYYY-MM-DD.` } });
  }
  return text;
}
