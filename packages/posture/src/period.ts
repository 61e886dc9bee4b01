import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { CauseTally } from "./cause-tally.ts";
import { type ChangeCause, changeCauses, type ScorePart } from "./changes.ts";
import { explainChange } from "./explain-change.ts";
import { addDomainSums, type Cell, cellOf, type DomainSum, emptyDomainSum, type PostureSums } from "./sums.ts";
import { type TrendChange, type TrendPoint, totalCauses } from "./trend.ts";

/**
 * What kind of change a cause is. real: something got better or worse. visibility: other things could be read. accounts:
 * other accounts are counted. catalogue: other things are asked of them.
 */
export const causeKinds = {
  "new-findings": "real",
  mended: "real",
  resources: "real",
  "visibility-lost": "visibility",
  "visibility-regained": "visibility",
  joined: "accounts",
  left: "accounts",
  "moved-in": "accounts",
  "moved-out": "accounts",
  catalogue: "catalogue",
} as const satisfies Readonly<Record<ChangeCause, string>>;

/** How a score changed between two states. Scores and shares are 0..1; null where nothing is known. */
export type PeriodChange = {
  readonly before: Cell;
  readonly after: Cell;
  /** By cause, in the order of `changeCauses`; with `rest` they add up to the change. */
  readonly parts: readonly ScorePart[];
  /** What no row explains, as of days before causes were written down; 0 up to rounding where all is explained. */
  readonly rest: number;
};

/** The sum of these domains. */
export function sumOf(sums: PostureSums, domains: readonly ResponsibilityDomain[] = responsibilityDomains): DomainSum {
  return domains.reduce((total, domain) => addDomainSums(total, sums[domain]), emptyDomainSum);
}

/** Explains the change from one state to a later one by the changes between them. */
export function periodChange(
  before: PostureSums,
  after: PostureSums,
  changes: Iterable<Pick<TrendChange, "causes">>,
  domains: readonly ResponsibilityDomain[] = responsibilityDomains,
): PeriodChange {
  const [first, last] = [sumOf(before, domains), sumOf(after, domains)];
  const parts = explainChange(first, last, totalCauses(changes, domains));
  const [from, to] = [cellOf(first), cellOf(last)];
  const explained = parts.reduce((sum, part) => sum + part.score, 0);
  const rest = from.score === null || to.score === null ? 0 : to.score - from.score - explained;
  return { before: from, after: to, parts, rest: Math.abs(rest) < 1e-6 ? 0 : rest };
}

/**
 * For each point the score that real change alone would have led to since the first one: without accounts that came,
 * went or moved, controls that were added, or things that could not be read. Null where the score is, and where the
 * first point has none.
 */
export function realScores(points: readonly TrendPoint[], changes: readonly TrendChange[]): (number | null)[] {
  const first = points[0];
  if (first === undefined) return [];
  const before = sumOf(first.sums);
  const start = cellOf(before).score;
  const later = changes.filter(({ day }) => day > first.day).sort((left, right) => (left.day < right.day ? -1 : 1));
  const tally = new CauseTally();
  let next = 0;
  let real = start;
  return points.map((point) => {
    const counted = next;
    for (let one = later[next]; one !== undefined && one.day <= point.day; one = later[next]) {
      tally.addCauses(one.causes);
      next += 1;
    }
    const after = sumOf(point.sums);
    if (next > counted && start !== null) {
      real = start + realPart(explainChange(before, after, totalCauses([{ causes: tally.causes() }])));
    }
    return cellOf(after).score === null ? null : real;
  });
}

function realPart(parts: readonly ScorePart[]): number {
  return parts.reduce((sum, { cause, score }) => sum + (causeKinds[cause] === "real" ? score : 0), 0);
}

/** Parts of one kind together, by kind; kinds without a part are absent. */
export function partsByKind(parts: readonly ScorePart[]): Partial<Record<(typeof causeKinds)[ChangeCause], number>> {
  const kinds: Partial<Record<(typeof causeKinds)[ChangeCause], number>> = {};
  for (const cause of changeCauses) {
    const part = parts.find((one) => one.cause === cause);
    if (part !== undefined) kinds[causeKinds[cause]] = (kinds[causeKinds[cause]] ?? 0) + part.score;
  }
  return kinds;
}
