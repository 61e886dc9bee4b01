import type { VerdictCounts } from "@sekinin/guardrails/coverage";
import type { ReactNode } from "react";
import styles from "./coverage.module.css";
import { accountsOf, countsWorstFirst } from "./verdict-counts.ts";

/** What held from a day on, `YYYY-MM-DD`; oldest first. */
export type TimelinePoint = { readonly day: string; readonly counts: VerdictCounts };

type Props = {
  readonly points: readonly TimelinePoint[];
  /** First and last day that are drawn. */
  readonly from: string;
  readonly to: string;
  /** One line that says the same in words, for screen readers. */
  readonly label: string;
};

const width = 1_000;
const height = 120;

/** Shares of each verdict over time as steps, worst on top. Drawn by the server; its numbers stand in a table beside it. */
export function CoverageTimeline({ points, from, to, label }: Props): ReactNode {
  return (
    <svg
      className={styles["timeline"]}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {timelineParts(points, from, to).map(({ verdict, x, y, length, part }) => (
        <rect key={`${x} ${verdict}`} x={x} y={y} width={length} height={part} data-verdict={verdict} />
      ))}
    </svg>
  );
}

/** Rectangles in a box of 1000 by 120; a point before the first day counts from the first day. */
export function timelineParts(points: readonly TimelinePoint[], from: string, to: string) {
  const start = Date.parse(from);
  const span = Math.max(1, Date.parse(to) - start + 86_400_000);
  const place = (day: string) => Math.min(width, Math.max(0, ((Date.parse(day) - start) / span) * width));
  return points.flatMap(({ day, counts }, at) => {
    const next = points[at + 1];
    const x = place(day);
    const length = (next === undefined ? width : place(next.day)) - x;
    const all = accountsOf(counts);
    if (all === 0 || length <= 0) return [];
    let y = 0;
    return countsWorstFirst(counts).map(({ verdict, count }) => {
      const part = (count / all) * height;
      const placed = { verdict, x: rounded(x), y: rounded(y), length: rounded(length), part: rounded(part) };
      y += part;
      return placed;
    });
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
