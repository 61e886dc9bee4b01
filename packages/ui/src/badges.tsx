import type { Severity } from "@sekinin/responsibility";
import type { ReactNode } from "react";
import styles from "./badges.module.css";
import { Icon } from "./icon.tsx";

/** Kinds of verdict, of one resource or of a whole control. */
export type VerdictKind = "pass" | "fail" | "unknown" | "not-applicable";

/** A verdict: icon and word; colour only helps. */
export function VerdictBadge({ verdict, children }: { readonly verdict: VerdictKind; readonly children: ReactNode }) {
  return (
    <span className={styles["verdict"]} data-verdict={verdict}>
      <Icon name={verdict} />
      {children}
    </span>
  );
}

const strokes: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1 };

/** A severity: its word, and as many of four strokes as it weighs. */
export function SeverityBadge({ severity, children }: { readonly severity: Severity; readonly children: ReactNode }) {
  return (
    <span className={styles["severity"]} data-severity={severity}>
      <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true" focusable="false">
        {[1, 2, 3, 4].map((stroke) => (
          <rect
            key={stroke}
            x={stroke * 4 - 3.5}
            y={12 - stroke * 3}
            width="3"
            height={stroke * 3}
            rx="0.5"
            data-on={stroke <= strokes[severity]}
          />
        ))}
      </svg>
      {children}
    </span>
  );
}

/** How a run, a step or a connection stands. */
export type StateKind = "waiting" | "running" | "good" | "bad" | "stopped" | "unknown";
const stateIcons = {
  waiting: "clock",
  running: "running",
  good: "pass",
  bad: "fail",
  stopped: "not-applicable",
  unknown: "unknown",
} as const;

/** A state: icon and word. */
export function StateBadge({ state, children }: { readonly state: StateKind; readonly children: ReactNode }) {
  return (
    <span className={styles["state"]} data-state={state}>
      <Icon name={stateIcons[state]} />
      {children}
    </span>
  );
}
