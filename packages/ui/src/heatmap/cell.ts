import type { DomainSum, NodePosture } from "@sekinin/posture";
import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { wholePercent } from "../percent.ts";

/** Columns of the heatmap: everything together, then the eight domains. */
export const heatmapColumns = ["all", ...responsibilityDomains] as const;
export type HeatmapColumn = (typeof heatmapColumns)[number];

/** The account that an average hides. `far`: 20 points or more below the cell. */
export type WorstOfCell = { readonly accountId: string; readonly percent: number; readonly far: boolean };

/** What one cell shows. Percentages are whole, 0..100; `percent` is null where nothing is known. */
export type HeatmapCell = {
  readonly percent: number | null;
  /** Weighted share of the duties that is not known; 0 where there is no duty. */
  readonly unknownPercent: number;
  readonly duties: number;
  /** Duties about which at least something is known. */
  readonly knownDuties: number;
  readonly failingDuties: number;
  readonly failedResources: number;
  readonly worst: WorstOfCell | null;
};

const farBelow = 0.2;
const noSum: DomainSum = {
  met: 0,
  known: 0,
  total: 0,
  duties: 0,
  failingDuties: 0,
  unknownDuties: 0,
  passed: 0,
  failed: 0,
  unknown: 0,
};

/** One cell per column. "all" adds the domains up by the same weights and names no worst account. */
export function heatmapCells(posture: NodePosture): Readonly<Record<HeatmapColumn, HeatmapCell>> {
  const cells = responsibilityDomains.map(
    (domain) => [domain, cellOf(posture.sums[domain], posture.worst[domain])] as const,
  );
  const all = responsibilityDomains.map((domain) => posture.sums[domain]).reduce(addSums, noSum);
  return Object.fromEntries([["all", cellOf(all, null)], ...cells]) as Record<HeatmapColumn, HeatmapCell>;
}

function cellOf(sum: DomainSum, worst: NodePosture["worst"][ResponsibilityDomain]): HeatmapCell {
  const score = sum.known > 0 ? sum.met / sum.known : null;
  return {
    percent: score === null ? null : wholePercent(score),
    unknownPercent: sum.total > 0 ? wholePercent(1 - sum.known / sum.total) : 0,
    duties: sum.duties,
    knownDuties: sum.duties - sum.unknownDuties,
    failingDuties: sum.failingDuties,
    failedResources: sum.failed,
    worst:
      score === null || worst === null
        ? null
        : {
            accountId: worst.accountId,
            percent: wholePercent(worst.score),
            // Scores are quotients: half a millionth keeps exactly 20 points from depending on rounding.
            far: worst.score <= score - farBelow + 0.0000005,
          },
  };
}

function addSums(first: DomainSum, second: DomainSum): DomainSum {
  return {
    met: first.met + second.met,
    known: first.known + second.known,
    total: first.total + second.total,
    duties: first.duties + second.duties,
    failingDuties: first.failingDuties + second.failingDuties,
    unknownDuties: first.unknownDuties + second.unknownDuties,
    passed: first.passed + second.passed,
    failed: first.failed + second.failed,
    unknown: first.unknown + second.unknown,
  };
}
