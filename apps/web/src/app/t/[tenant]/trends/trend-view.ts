import type { Trend } from "@sekinin/db";
import {
  type Annotation,
  addDays,
  annotations,
  type Cell,
  causeKinds,
  cellOf,
  type FindingFlow,
  type FlowBucket,
  flowBuckets,
  overallSum,
  realScores,
  type TrendPoint,
  totalFlow,
  trendPoints,
} from "@sekinin/posture";
import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { tenthsOf } from "@sekinin/ui";
import { type ScoreChange, scoreChange } from "../overview/overview-view.ts";

/** A day with its overall cell, and the score that real change alone would have led to. */
export type TrendDay = TrendPoint & { readonly cell: Cell; readonly real: number | null };

/** Kinds of change, in tenths of a point; they add up to the change of score. */
export type KindOfChange = "real" | "visibility" | "accounts" | "catalogue" | "rest";
export type ChangeByKind = Readonly<Record<KindOfChange, number>>;

/** How one domain stood on the first and on the last day, and in between. */
export type DomainTrend = {
  readonly domain: ResponsibilityDomain;
  readonly scores: readonly (number | null)[];
  readonly first: Cell;
  readonly last: Cell;
};

/** Everything that the page says, in numbers. */
export type TrendView = {
  /** One for every day that something is known of; empty before the first complete crawl. */
  readonly days: readonly TrendDay[];
  /** Null where there is no second day, or no score on one of the two. */
  readonly change: (ScoreChange & { readonly byKind: ChangeByKind }) | null;
  readonly domains: readonly DomainTrend[];
  readonly marks: readonly Annotation[];
  /** Days with moves that are not among the marks. */
  readonly marksLeft: number;
  readonly movedAccountIds: readonly string[];
  readonly buckets: readonly FlowBucket[];
  readonly flow: FindingFlow;
};

/** Accounts that the list of marks names of one move. */
export const mostNamedAccounts = 3;

export function trendView(trend: Trend, range: { readonly from: string; readonly to: string }): TrendView {
  const points = trendPoints({ ...range, states: trend.points, crawlDays: trend.crawlDays });
  const first = points[0];
  const last = points.at(-1);
  // What the first crawl found was there before: a history begins with the state that it found, not with news.
  const changes = first === undefined ? [] : trend.changes.filter(({ day }) => day > first.day);
  const real = realScores(points, changes);
  const { shown, left } = annotations(points, changes);
  const change =
    first === undefined || last === undefined || points.length < 2 ? null : scoreChange(first.sums, last.sums, changes);
  return {
    days: points.map((point, at) => ({ ...point, cell: cellOf(overallSum(point.sums)), real: real[at] ?? null })),
    change: change === null ? null : { ...change, byKind: byKind(change) },
    domains: responsibilityDomains.map((domain) => domainTrend(domain, points)),
    marks: shown,
    marksLeft: left,
    movedAccountIds: shown.flatMap(({ moves }) =>
      Object.values(moves).flatMap((move) => move.accountIds.slice(0, mostNamedAccounts)),
    ),
    buckets:
      first === undefined || points.length < 2
        ? []
        : flowBuckets(changes, { from: addDays(first.day, 1), to: range.to }),
    flow: totalFlow(changes),
  };
}

/** Sums of what the table of causes shows, so that the sentence and the table say the same. */
function byKind({ causes }: ScoreChange): ChangeByKind {
  const kinds = { real: 0, visibility: 0, accounts: 0, catalogue: 0, rest: 0 };
  for (const { cause, tenths } of causes) kinds[cause === "rest" ? "rest" : causeKinds[cause]] += tenths;
  return kinds;
}

function domainTrend(domain: ResponsibilityDomain, points: readonly TrendPoint[]): DomainTrend {
  const nothing: Cell = { score: null, knownShare: null };
  const cells = points.map(({ sums }) => cellOf(sums[domain]));
  // A single day has nothing to be compared with.
  const first = cells.length < 2 ? nothing : (cells[0] ?? nothing);
  return { domain, scores: cells.map(({ score }) => score), first, last: cells.at(-1) ?? nothing };
}

/** Tenths of a point that a domain rose by; null where one of its two scores is not known. */
export function domainChange({ first, last }: DomainTrend): number | null {
  return first.score === null || last.score === null ? null : tenthsOf(last.score) - tenthsOf(first.score);
}
