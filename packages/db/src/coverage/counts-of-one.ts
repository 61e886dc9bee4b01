import { type CoverageVerdict, coverageVerdicts, type VerdictCounts } from "@sekinin/guardrails";

/** Counts of one account alone. */
export function countsOfOne(verdict: CoverageVerdict): VerdictCounts {
  const at = coverageVerdicts.indexOf(verdict);
  return [0, 1, 2, 3, 4, 5].map((index) => (index === at ? 1 : 0)) as unknown as VerdictCounts;
}
