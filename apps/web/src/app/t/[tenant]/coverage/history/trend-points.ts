import type { CoveragePoint } from "@sekinin/db";
import { coverageVerdicts, type VerdictCounts } from "@sekinin/guardrails/coverage";
import { type TimelinePoint, worstOf } from "@sekinin/ui";

const nothing: VerdictCounts = [0, 0, 0, 0, 0, 0];

/**
 * Of one objective its accounts by verdict. Without one, all pairs of an account and an objective, or objectives by
 * their worst account. Equal neighbours are one.
 */
export function trendPoints(
  points: readonly CoveragePoint[],
  { objectiveId, trend }: { readonly objectiveId: string | null; readonly trend: "pairs" | "worst" },
): TimelinePoint[] {
  const all = trend === "pairs" ? pairs : byWorst;
  const made = points.map(({ day, counts }) => ({
    day,
    counts: objectiveId === null ? all(counts) : (counts[objectiveId] ?? nothing),
  }));
  return made.filter(({ counts }, at) => at === 0 || String(counts) !== String(made[at - 1]?.counts));
}

function pairs(counts: CoveragePoint["counts"]): VerdictCounts {
  const sums = coverageVerdicts.map((_, at) => Object.values(counts).reduce((sum, one) => sum + (one[at] ?? 0), 0));
  return sums as unknown as VerdictCounts; // one sum for each verdict
}

function byWorst(counts: CoveragePoint["counts"]): VerdictCounts {
  const tally = coverageVerdicts.map(() => 0);
  for (const one of Object.values(counts)) {
    const verdict = worstOf(one)?.verdict;
    if (verdict === undefined) continue;
    const at = coverageVerdicts.indexOf(verdict);
    tally[at] = (tally[at] ?? 0) + 1;
  }
  return tally as unknown as VerdictCounts; // one tally for each verdict
}
