import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { addCauses } from "./cause-tally.ts";
import type { AccountMoves } from "./changes.ts";
import { addMoves } from "./flows.ts";
import { partsByKind, periodChange } from "./period.ts";
import type { TrendChange, TrendPoint } from "./trend.ts";

/** A day on which a score moved for another reason than something getting better or worse. */
export type Annotation = {
  readonly day: string;
  readonly moves: AccountMoves;
  /** What accounts that came, went or moved did to the score, -1..1. */
  readonly accounts: number;
  /** What controls that came, went or weigh otherwise did to it. */
  readonly catalogue: number;
  /** Domains of those controls. */
  readonly catalogueDomains: readonly ResponsibilityDomain[];
};

/** Days that need an explanation, oldest first; with more than `most`, those that moved the score most. */
export function annotations(
  points: readonly TrendPoint[],
  changes: readonly TrendChange[],
  most = 9,
): { readonly shown: readonly Annotation[]; readonly left: number } {
  const byDay = new Map<string, TrendChange[]>();
  for (const change of changes) byDay.set(change.day, [...(byDay.get(change.day) ?? []), change]);
  const found = points.flatMap((point, at) => {
    const before = points[at - 1];
    const ofDay = byDay.get(point.day) ?? [];
    if (before === undefined || ofDay.length === 0) return [];
    const annotation = annotate(before, point, ofDay);
    return annotation === null ? [] : [annotation];
  });
  const shown = [...found]
    .sort((left, right) => size(right) - size(left) || (left.day < right.day ? 1 : -1))
    .slice(0, most)
    .sort((left, right) => (left.day < right.day ? -1 : 1));
  return { shown, left: found.length - shown.length };
}

function annotate(before: TrendPoint, after: TrendPoint, changes: readonly TrendChange[]): Annotation | null {
  const { joined, left, movedIn, movedOut } = addMoves(...changes.map(({ moves }) => moves));
  const causes = addCauses(...changes.map((change) => change.causes));
  const catalogueDomains = responsibilityDomains.filter((domain) => causes.catalogue?.[domain] !== undefined);
  if ([joined, left, movedIn, movedOut].every((move) => move === undefined) && catalogueDomains.length === 0)
    return null;
  const kinds = partsByKind(periodChange(before.sums, after.sums, changes).parts);
  return {
    day: after.day,
    moves: {
      ...(joined === undefined ? {} : { joined }),
      ...(left === undefined ? {} : { left }),
      ...(movedIn === undefined ? {} : { movedIn }),
      ...(movedOut === undefined ? {} : { movedOut }),
    },
    accounts: kinds.accounts ?? 0,
    catalogue: kinds.catalogue ?? 0,
    catalogueDomains,
  };
}

function size({ accounts, catalogue }: Annotation): number {
  return Math.abs(accounts) + Math.abs(catalogue);
}
