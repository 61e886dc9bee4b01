import { cellOf, type DomainSum, type NodePosture, overallSum, worstIsFarBelow } from "@sekinin/posture";
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
};

/** One cell per column. "all" adds the domains up by the same weights and names no worst account. */
export function heatmapCells({ sums, worst }: NodePosture): Readonly<Record<HeatmapColumn, HeatmapCell>> {
  const cells = responsibilityDomains.map((domain) => [domain, heatmapCell(sums[domain], worst[domain])] as const);
  return Object.fromEntries([["all", heatmapCell(overallSum(sums), null)], ...cells]) as Record<
    HeatmapColumn,
    HeatmapCell
  >;
}

function heatmapCell(sum: DomainSum, worst: NodePosture["worst"][ResponsibilityDomain]): HeatmapCell {
  const cell = cellOf(sum);
  return {
    percent: cell.score === null ? null : wholePercent(cell.score),
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
  };
}
