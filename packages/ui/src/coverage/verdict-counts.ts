import {
  type CoverageVerdict,
  coverageVerdicts,
  type VerdictCounts,
  verdictsWorstFirst,
} from "@sekinin/guardrails/coverage";

/** One verdict and how many accounts have it. */
export type VerdictCount = { readonly verdict: CoverageVerdict; readonly count: number };

/** Verdicts that some account has, worst first. */
export function countsWorstFirst(counts: VerdictCounts): VerdictCount[] {
  return verdictsWorstFirst.flatMap((verdict) => {
    const count = counts[coverageVerdicts.indexOf(verdict)] ?? 0;
    return count > 0 ? [{ verdict, count }] : [];
  });
}

/** The worst verdict below a node; null where there is no account. */
export function worstOf(counts: VerdictCounts): VerdictCount | null {
  return countsWorstFirst(counts)[0] ?? null;
}

/** Accounts below a node that were decided upon. */
export function accountsOf(counts: VerdictCounts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Negative where `a` stands worse: by how many accounts have the worst verdict, then the next. */
export function compareWorse(a: VerdictCounts, b: VerdictCounts): number {
  for (const verdict of verdictsWorstFirst) {
    const at = coverageVerdicts.indexOf(verdict);
    const difference = (b[at] ?? 0) - (a[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
