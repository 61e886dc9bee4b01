import type { CoverageVerdict } from "@sekinin/guardrails/coverage";
import type { ReactNode } from "react";
import styles from "./coverage.module.css";
import { CoverageMark } from "./coverage-mark.tsx";

/** A verdict of coverage: sign and word; colour only helps. */
export function CoverageBadge({
  verdict,
  children,
}: {
  readonly verdict: CoverageVerdict;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className={styles["badge"]} data-verdict={verdict}>
      <CoverageMark verdict={verdict} />
      {children}
    </span>
  );
}
