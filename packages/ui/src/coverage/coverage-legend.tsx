import { verdictsWorstFirst } from "@sekinin/guardrails/coverage";
import type { ReactNode } from "react";
import styles from "./coverage.module.css";
import { CoverageBadge } from "./coverage-badge.tsx";
import { CoverageBar } from "./coverage-bar.tsx";
import type { CoverageTexts } from "./coverage-texts.ts";

type Props = {
  readonly texts: Pick<CoverageTexts, "verdicts">;
  readonly label: string;
  /** What each verdict means, in a sentence. */
  readonly meanings: CoverageTexts["verdicts"];
  /** What number and bar of a cell mean. */
  readonly note: string;
};

/** What the signs mean, in words. */
export function CoverageLegend({ texts, label, meanings, note }: Props): ReactNode {
  return (
    <section aria-label={label}>
      <dl className={styles["legend"]}>
        {[...verdictsWorstFirst].reverse().map((verdict) => (
          <div key={verdict}>
            <dt>
              <CoverageBadge verdict={verdict}>{texts.verdicts[verdict]}</CoverageBadge>
            </dt>
            <dd>{meanings[verdict]}</dd>
          </div>
        ))}
        <div>
          <dt className={styles["sample"]}>
            <CoverageBar counts={[5, 3, 0, 2, 0, 0]} />
          </dt>
          <dd>{note}</dd>
        </div>
      </dl>
    </section>
  );
}
