import type { VerdictCounts } from "@sekinin/guardrails/coverage";
import { fill } from "../fill.ts";
import type { CoverageTexts } from "./coverage-texts.ts";
import { countsWorstFirst } from "./verdict-counts.ts";

/** "3 none, 117 conditional": what a cell says in words, worst first. */
export function countsInWords(
  counts: VerdictCounts,
  texts: Pick<CoverageTexts, "verdicts" | "count" | "between" | "noAccounts">,
): string {
  const parts = countsWorstFirst(counts).map(({ verdict, count }) =>
    fill(texts.count, { verdict: texts.verdicts[verdict], count }),
  );
  return parts.length === 0 ? texts.noAccounts : parts.join(texts.between);
}
