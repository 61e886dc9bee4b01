import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import type { AccountMoves, ChangeCause, ChangeCauses, FindingFlow, FindingFlows, WeightChange } from "./changes.ts";
import { emptyFlow } from "./flows.ts";
import type { PostureSums } from "./sums.ts";

/** What a node stood at from `day` on, until the next one. Days are `YYYY-MM-DD` in the tenant's zone. */
export type TrendState = {
  readonly day: string;
  readonly sums: PostureSums;
  readonly accounts: number;
  /** Accounts in the sums that could not be entered: all their duties are unknown. */
  readonly unreadAccounts: number;
  /** Day on which the oldest of those was last entered; null where all were, or none ever was. */
  readonly oldestReadOn: string | null;
};

/** What changed a node's sums on a day. */
export type TrendChange = {
  readonly day: string;
  readonly causes: ChangeCauses;
  readonly flows: FindingFlows;
  readonly moves: AccountMoves;
};

/** One calendar day of a node's history. */
export type TrendPoint = Omit<TrendState, "oldestReadOn"> & {
  /** A complete crawl ended on this day; else the state is carried from the day before. */
  readonly isCrawled: boolean;
  /**
   * Days since the account that was read longest ago was read; 0 where every account was read on this day. Null where
   * those that could not be read never were.
   */
  readonly ageDays: number | null;
  /** Days since the last complete crawl, or since the state began where none is known; 0 where one ended on this day. */
  readonly crawlAgeDays: number;
};

const dayMs = 24 * 60 * 60 * 1000;

/** The calendar day that lies `days` after `day`; before it where negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Calendar days from one day to another, negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/**
 * One point for every day from `from` to `to` that has a state: the newest at or before it. Days before the first state
 * are left out, since nothing is known of them. `crawlDays` may begin before `from`.
 */
export function trendPoints(given: {
  readonly from: string;
  readonly to: string;
  readonly states: readonly TrendState[];
  readonly crawlDays: readonly string[];
}): TrendPoint[] {
  const states = [...given.states].sort((left, right) => (left.day < right.day ? -1 : 1));
  const crawlDays = new Set(given.crawlDays);
  const points: TrendPoint[] = [];
  let at = -1;
  let lastCrawl =
    [...given.crawlDays]
      .filter((day) => day < given.from)
      .sort()
      .at(-1) ?? null;
  for (let day = given.from; day <= given.to; day = addDays(day, 1)) {
    while ((states[at + 1]?.day ?? "9") <= day) at += 1;
    if (crawlDays.has(day)) lastCrawl = day;
    const state = states[at];
    if (state === undefined) continue;
    const { oldestReadOn, ...rest } = state;
    const ageOf = (readOn: string) => Math.max(0, daysBetween(readOn, day));
    const crawlAgeDays = ageOf(lastCrawl ?? state.day);
    const unreadAge = oldestReadOn === null ? null : ageOf(oldestReadOn);
    const ageDays = rest.unreadAccounts > 0 ? unreadAge : crawlAgeDays;
    points.push({ ...rest, day, isCrawled: crawlDays.has(day), ageDays, crawlAgeDays });
  }
  return points;
}

/** Causes of several changes by cause alone, added up over the domains that are asked for. */
export function totalCauses(
  changes: Iterable<Pick<TrendChange, "causes">>,
  domains: readonly ResponsibilityDomain[] = responsibilityDomains,
): Partial<Record<ChangeCause, WeightChange>> {
  const totals: Partial<Record<ChangeCause, WeightChange>> = {};
  for (const { causes } of changes) {
    for (const [cause, parts] of Object.entries(causes) as [ChangeCause, ChangeCauses[ChangeCause]][]) {
      for (const domain of domains) {
        const part = parts?.[domain];
        if (part === undefined) continue;
        const sum = totals[cause] ?? { met: 0, known: 0, total: 0 };
        totals[cause] = {
          met: sum.met + part.met,
          known: sum.known + part.known,
          total: sum.total + part.total,
        };
      }
    }
  }
  return totals;
}

/** Flows of several changes, all domains that are asked for in one. */
export function totalFlow(
  changes: Iterable<Pick<TrendChange, "flows">>,
  domains: readonly ResponsibilityDomain[] = responsibilityDomains,
): FindingFlow {
  const total = { ...emptyFlow } as Record<keyof FindingFlow, number>;
  for (const { flows } of changes) {
    for (const domain of domains) {
      const flow = flows[domain];
      if (flow === undefined) continue;
      for (const key of Object.keys(total) as (keyof FindingFlow)[]) total[key] += flow[key];
    }
  }
  return total;
}

/** What happened between two days, both included. */
export type FlowBucket = { readonly from: string; readonly to: string; readonly flow: FindingFlow };

/** Ranges up to this many days are drawn day by day, longer ones by calendar weeks. */
export const mostDailyDays = 31;

/**
 * Flows from `from` to `to`, both included, without gaps: a bucket a day, or a week from Monday to Sunday where the range
 * is long; the first and the last week end where the range does.
 */
export function flowBuckets(
  changes: readonly Pick<TrendChange, "day" | "flows">[],
  range: { readonly from: string; readonly to: string },
  domains: readonly ResponsibilityDomain[] = responsibilityDomains,
): FlowBucket[] {
  const isDaily = daysBetween(range.from, range.to) < mostDailyDays;
  const buckets: FlowBucket[] = [];
  for (let from = range.from; from <= range.to; ) {
    const last = isDaily ? from : addDays(from, 6 - weekday(from));
    const to = last < range.to ? last : range.to;
    const inside = changes.filter(({ day }) => from <= day && day <= to);
    buckets.push({ from, to, flow: totalFlow(inside, domains) });
    from = addDays(to, 1);
  }
  return buckets;
}

/** 0 Monday to 6 Sunday. */
function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
