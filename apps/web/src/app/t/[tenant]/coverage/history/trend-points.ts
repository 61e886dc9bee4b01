import type { CoveragePoint } from "@sekinin/db";
import { coverageVerdicts, type VerdictCounts } from "@sekinin/guardrails/coverage";
import { type TimelinePoint, worstOf } from "@sekinin/ui";

const nothing: VerdictCounts = [0, 0, 0, 0, 0, 0];

/** Accounts by verdict of one objective, or, without one, objectives by their worst account. Equal neighbours are one. */
export function trendPoints(points: readonly CoveragePoint[], objectiveId: string | null): TimelinePoint[] {
  const all = points.map(({ day, counts }) => ({
    day,
    counts: objectiveId === null ? byWorst(counts) : (counts[objectiveId] ?? nothing),
  }));
  return all.filter(({ counts }, at) => at === 0 || String(counts) !== String(all[at - 1]?.counts));
}

function byWorst(counts: CoveragePoint["counts"]): VerdictCounts {
  const tally = coverageVerdicts.map(() => 0);
  for (const one of Object.values(counts)) {
    const verdict = worstOf(one)?.verdict;
    if (verdict === undefined) continue;
    const at = coverageVerdicts.indexOf(verdict);
    tally[at] = (tally[at] ?? 0) + 1;
  }
  return tally as unknown as VerdictCounts;
}
