import type { Overview } from "@sekinin/db";
import {
  addDays,
  addMoves,
  type ChangeCause,
  cellOf,
  type FindingFlow,
  type NodePosture,
  overallSum,
  type PostureSums,
  periodChange,
  type TrendChange,
  totalFlow,
  trendPoints,
  type WorthDoing,
  worthDoing,
} from "@sekinin/posture";
import { tenthsOf, tenthsThatAddUp } from "@sekinin/ui";

/** One reason why the score changed; parts add up to the change. */
export type CauseLine = { readonly cause: ChangeCause | "rest"; readonly tenths: number; readonly count: number };

/** How a score changed: tenths of a per cent before and after, and the causes. */
export type ScoreChange = {
  readonly before: number;
  readonly after: number;
  readonly knownBefore: number;
  readonly knownAfter: number;
  readonly causes: readonly CauseLine[];
};

/** How the score changed since a day. */
export type OverviewChange = ScoreChange & {
  readonly since: string;
  /** The history begins there: the range that was asked for is longer. */
  readonly isFirst: boolean;
};

/** Everything that the overview says, in numbers. */
export type OverviewView = {
  /** Null before there is a second day to compare with, or where no score is known on one of the two. */
  readonly change: OverviewChange | null;
  /** A score of 0..1 for each of the last 90 days that there is one of. */
  readonly history: readonly (number | null)[];
  /** Null where controls were not counted yet: the next crawl does it. */
  readonly worth: readonly WorthDoing[] | null;
  /** Accounts in the score that could not be read, and when the oldest of them was. */
  readonly unreadAccounts: number;
  readonly oldestReadOn: string | null;
};

export function overviewView(overview: Overview, range: number): OverviewView {
  const { today, controls, history } = overview;
  const points = trendPoints({ from: addDays(today, -90), to: today, states: history.points, crawlDays: [] });
  const latest = history.points.at(-1);
  return {
    change: changeSince(overview, addDays(today, -range)),
    history: points.map(({ sums }) => cellOf(overallSum(sums)).score),
    worth: Object.keys(controls).length === 0 ? null : worthDoing(controls),
    unreadAccounts: latest?.unreadAccounts ?? 0,
    oldestReadOn: latest?.oldestReadOn ?? null,
  };
}

function changeSince({ history }: Overview, day: string): OverviewChange | null {
  const first = history.points[0];
  const before = history.points.findLast((point) => point.day <= day) ?? first;
  const after = history.points.at(-1);
  if (first === undefined || before === undefined || after === undefined) return null;
  const isFirst = before.day > day;
  const since = isFirst ? before.day : day;
  if (isFirst && before.day === after.day) return null;
  const changes = history.changes.filter((change) => change.day > since);
  const change = scoreChange(before.sums, after.sums, changes);
  return change === null ? null : { ...change, since, isFirst };
}

/** Null where no score is known on one of the two days. */
export function scoreChange(
  before: PostureSums,
  after: PostureSums,
  changes: readonly TrendChange[],
): ScoreChange | null {
  const period = periodChange(before, after, changes);
  if (period.before.score === null || period.after.score === null) return null;
  const [from, to] = [tenthsOf(period.before.score), tenthsOf(period.after.score)];
  const parts: { readonly cause: CauseLine["cause"]; readonly score: number }[] = [
    ...period.parts,
    ...(period.rest === 0 ? [] : [{ cause: "rest" as const, score: period.rest }]),
  ];
  const tenths = tenthsThatAddUp(
    parts.map(({ score }) => score),
    to - from,
  );
  const count = counter(changes);
  return {
    before: from,
    after: to,
    knownBefore: tenthsOf(period.before.knownShare ?? 0),
    knownAfter: tenthsOf(period.after.knownShare ?? 0),
    causes: parts.map(({ cause }, at) => ({ cause, tenths: tenths[at] ?? 0, count: count(cause) })),
  };
}

/** How many findings, or accounts, stand behind a cause; 0 where it has no number of its own. */
function counter(changes: readonly TrendChange[]): (cause: CauseLine["cause"]) => number {
  const flow: FindingFlow = totalFlow(changes);
  const moves = addMoves(...changes.map((change) => change.moves));
  const counts: Partial<Record<CauseLine["cause"], number>> = {
    "new-findings": flow.opened + flow.reopened,
    mended: flow.mended + flow.gone,
    "visibility-lost": moves.lostSight?.count ?? 0,
    "visibility-regained": moves.seenAgain?.count ?? 0,
    joined: moves.joined?.count ?? 0,
    left: moves.left?.count ?? 0,
    "moved-in": moves.movedIn?.count ?? 0,
    "moved-out": moves.movedOut?.count ?? 0,
  };
  return (cause) => counts[cause] ?? 0;
}

/** Known share of everything below a node, in whole tenths of a per cent; null where there is no duty. */
export function knownTenths({ sums }: NodePosture): number | null {
  const { knownShare } = cellOf(overallSum(sums));
  return knownShare === null ? null : tenthsOf(knownShare);
}
