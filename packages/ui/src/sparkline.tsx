import type { ReactNode } from "react";
import styles from "./sparkline.module.css";

type SparklineProps = {
  /** What it says, in words. */
  readonly label: string;
  /** Evenly apart, oldest first; a gap where nothing is known. */
  readonly values: readonly (number | null)[];
  /** What the lower and the upper edge stand for; the least and the greatest value without them. */
  readonly low?: number;
  readonly high?: number;
  readonly width?: number;
  readonly height?: number;
};

/** A line of a number's history, drawn by the server. */
export function Sparkline({ label, values, width = 160, height = 36, ...edges }: SparklineProps): ReactNode {
  const known = values.filter((value) => value !== null);
  const low = edges.low ?? Math.min(...known);
  const high = edges.high ?? Math.max(...known);
  const x = (at: number) => round(values.length < 2 ? width / 2 : 3 + (at / (values.length - 1)) * (width - 6));
  const y = (value: number) =>
    round(high > low ? height - 4 - ((value - low) / (high - low)) * (height - 8) : height / 2);
  const last = values.findLastIndex((value) => value !== null);
  const lastValue = values[last];
  return (
    <svg
      className={styles["sparkline"]}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {runs(values).map((run) => (
        <polyline key={run[0]?.at} points={run.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ")} />
      ))}
      {lastValue !== undefined && lastValue !== null && <circle cx={x(last)} cy={y(lastValue)} r="2.5" />}
    </svg>
  );
}

type Place = { readonly at: number; readonly value: number };

/** Values between gaps. */
function runs(values: readonly (number | null)[]): Place[][] {
  const all: Place[][] = [];
  let run: Place[] = [];
  for (const [at, value] of values.entries()) {
    if (value === null) run = [];
    else {
      if (run.length === 0) all.push(run);
      run.push({ at, value });
    }
  }
  return all;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
