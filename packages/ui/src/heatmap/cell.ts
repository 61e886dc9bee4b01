import {
  cellOf,
  type DomainSum,
  type NodePosture,
  overallSum,
  type PostureSums,
  worstIsFarBelow,
} from "@sekinin/posture";
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
  /** Duties of which every resource is known. */
  readonly knownDuties: number;
  readonly failingDuties: number;
  readonly failedResources: number;
  readonly worst: WorstOfCell | null;
  /** Points that `percent` has risen by since a week before, below 0 where it fell; null where either is not known. */
  readonly change: number | null;
};

/** One cell per column. "all" adds the domains up by the same weights and names no worst account. */
export function heatmapCells(
  { sums, worst }: NodePosture,
  before: PostureSums | null = null,
): Readonly<Record<HeatmapColumn, HeatmapCell>> {
  const cells = responsibilityDomains.map(
    (domain) => [domain, heatmapCell(sums[domain], worst[domain], before?.[domain])] as const,
  );
  const all = heatmapCell(overallSum(sums), null, before === null ? undefined : overallSum(before));
  return Object.fromEntries([["all", all], ...cells]) as Record<HeatmapColumn, HeatmapCell>;
}

function percentOf(sum: DomainSum): number | null {
  const { score } = cellOf(sum);
  return score === null ? null : wholePercent(score);
}

function heatmapCell(
  sum: DomainSum,
  worst: NodePosture["worst"][ResponsibilityDomain],
  before: DomainSum | undefined,
): HeatmapCell {
  const cell = cellOf(sum);
  const percent = percentOf(sum);
  const percentBefore = before === undefined ? null : percentOf(before);
  return {
    percent,
    unknownPercent: cell.knownShare === null ? 0 : wholePercent(1 - cell.knownShare),
    duties: sum.duties,
    knownDuties: sum.duties - sum.unknownDuties,
    failingDuties: sum.failingDuties,
    failedResources: sum.failed,
    worst:
      cell.score === null || worst === null
        ? null
        : {
            accountId: worst.accountId,
            percent: wholePercent(worst.score),
            far: worstIsFarBelow(cell, worst),
          },
    // Of the whole numbers that pages show: a reader who subtracts them gets the same.
    change: percent === null || percentBefore === null ? null : percent - percentBefore,
  };
}
