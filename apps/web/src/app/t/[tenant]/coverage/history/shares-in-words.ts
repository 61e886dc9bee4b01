import { coverageVerdicts, type VerdictCounts } from "@sekinin/guardrails/coverage";
import { type CoverageTexts, fill } from "@sekinin/ui";
import type { Locale } from "../../../../../server/locale.ts";

/** "61.2% enforced, 38.8% none": what is there by its share of all, most first. */
export function sharesInWords(
  counts: VerdictCounts,
  texts: Pick<CoverageTexts, "verdicts" | "count" | "between" | "noAccounts">,
  locale: Locale,
): string {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return texts.noAccounts;
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return coverageVerdicts
    .map((verdict, at) => ({ verdict, count: counts[at] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ verdict, count }) =>
      fill(texts.count, { verdict: texts.verdicts[verdict], count: share.format(count / all) }),
    )
    .join(texts.between);
}
