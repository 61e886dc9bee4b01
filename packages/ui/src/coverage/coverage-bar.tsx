import type { VerdictCounts } from "@sekinin/guardrails/coverage";
import type { ReactNode } from "react";
import styles from "./coverage.module.css";
import { accountsOf, countsWorstFirst } from "./verdict-counts.ts";

const width = 100;
/** What some account has must be seen, however few they are. */
const least = 2;

/** How the accounts below a node are spread over verdicts, worst first, as one bar. Its numbers stand beside it in words. */
export function CoverageBar({ counts }: { readonly counts: VerdictCounts }): ReactNode {
  const all = accountsOf(counts);
  if (all === 0) return null;
  return (
    <svg
      className={styles["bar"]}
      viewBox={`0 0 ${width} 4`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {barParts(counts).map(({ verdict, x, part }) => (
        <rect key={verdict} x={x} y="0" width={part} height="4" data-verdict={verdict} />
      ))}
    </svg>
  );
}

/** Places and lengths in a bar of 100; they fill it exactly. */
export function barParts(counts: VerdictCounts): { verdict: string; x: number; part: number }[] {
  const shown = countsWorstFirst(counts);
  const all = accountsOf(counts);
  const lengths = shown.map(({ count }) => Math.max(least, (count / all) * width));
  const sum = lengths.reduce((total, length) => total + length, 0);
  let x = 0;
  return shown.map(({ verdict }, at) => {
    const part = Math.round((((lengths[at] ?? 0) * width) / sum) * 100) / 100;
    const placed = { verdict, x: Math.round(x * 100) / 100, part };
    x += part;
    return placed;
  });
}
