"use client";

import type { ReactElement, ReactNode } from "react";
import { ResponsiveContainer } from "recharts";
import styles from "./charts.module.css";

type FrameProps = {
  /** The chart in a sentence: what a screen reader says instead of it. Its numbers are in a table beside it. */
  readonly label: string;
  readonly height: number;
  readonly children: ReactElement;
};

/** A chart as one figure; its parts are not read out one by one. */
export function ChartFrame({ label, height, children }: FrameProps): ReactNode {
  return (
    <figure className={styles["frame"]} aria-label={label}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={height}>
          {children}
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

/** One line of the box that follows the pointer. */
export type TipLine = { readonly name: string; readonly value: string; readonly key?: string };

type TipProps<Datum> = {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Datum }[];
  readonly title: (datum: Datum) => string;
  readonly lines: (datum: Datum) => readonly TipLine[];
};

/** The box that follows the pointer: the day and its numbers. */
export function ChartTip<Datum>({ active, payload, title, lines }: TipProps<Datum>): ReactNode {
  const datum = payload?.[0]?.payload;
  if (active !== true || datum === undefined) return null;
  return (
    <div className={styles["tip"]}>
      <strong>{title(datum)}</strong>
      <dl>
        {lines(datum).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What axes look like in every chart. */
export const axisLook = {
  stroke: "var(--line)",
  tick: { fill: "var(--ink-faint)", fontSize: 12 },
  tickLine: false,
} as const;

/** About `most` of the days, evenly apart, the last one always. */
export function evenTicks(days: readonly string[], most = 7): string[] {
  const step = Math.max(1, Math.ceil((days.length - 1) / Math.max(1, most - 1)));
  return days.filter((_, at) => (days.length - 1 - at) % step === 0);
}
