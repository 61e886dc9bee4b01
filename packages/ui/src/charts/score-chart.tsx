"use client";

import type { ReactNode } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { axisLook, ChartFrame, ChartTip, evenTicks, type TipLine } from "./chart-frame.tsx";
import { scoreEdges } from "./score-edges.ts";

/** One day. Scores are per cent, one decimal; null where nothing is known. */
export type ScorePoint = {
  readonly day: string;
  /** The day as people write it. */
  readonly label: string;
  readonly score: number | null;
  readonly isCrawled: boolean;
  /** The score if only real change had happened. */
  readonly real: number | null;
  /** Scores of the domains that are drawn too, in their order. */
  readonly domains: readonly (number | null)[];
  /** What the box says below the numbers: that the day is carried, or what else changed. */
  readonly notes: readonly string[];
};

export type ScoreChartProps = {
  readonly label: string;
  readonly points: readonly ScorePoint[];
  readonly domainNames: readonly string[];
  /** Days that the list below the chart explains, by its numbers. */
  readonly marks: readonly { readonly day: string; readonly number: number }[];
  /** `unit`: what stands behind a number of per cent. */
  readonly texts: { readonly score: string; readonly real: string; readonly unit: string };
};

const domainColours = ["var(--fail)", "var(--chart-second)", "var(--chart-third)"] as const;

/** Score over time: solid where crawls follow one another, dashed and without dots where a state is carried. */
export function ScoreChart({ label, points, domainNames, marks, texts }: ScoreChartProps): ReactNode {
  const labels = new Map(points.map((point) => [point.day, point.label]));
  const data = points.map((point) => ({ ...point, crawled: point.isCrawled ? point.score : null }));
  const [low, high] = scoreEdges(points);
  const line = { type: "linear", isAnimationActive: false, activeDot: false } as const;
  return (
    <ChartFrame label={label} height={280}>
      <LineChart data={data} margin={{ top: 20, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          ticks={evenTicks(points.map(({ day }) => day))}
          tickFormatter={(day: string) => labels.get(day) ?? day}
          {...axisLook}
        />
        <YAxis
          domain={[low, high]}
          width={44}
          tickFormatter={(value: number) => `${value}${texts.unit}`}
          {...axisLook}
        />
        <Tooltip
          content={
            <ChartTip<ScorePoint> title={(point) => point.label} lines={(point) => lines(point, domainNames, texts)} />
          }
        />
        {marks.map(({ day, number }) => (
          <ReferenceLine
            key={number}
            x={day}
            stroke="var(--line-strong)"
            strokeDasharray="2 3"
            label={{ value: number, position: "top", fill: "var(--ink-soft)", fontSize: 12 }}
          />
        ))}
        <Line {...line} dataKey="real" stroke="var(--accent)" strokeWidth={1.5} strokeDasharray="1 3" dot={false} />
        {domainNames.map((name, at) => (
          <Line
            {...line}
            key={name}
            dataKey={(point: ScorePoint) => point.domains[at]}
            stroke={domainColours[at] ?? "var(--ink-soft)"}
            strokeWidth={1.5}
            dot={false}
          />
        ))}
        <Line {...line} dataKey="score" stroke="var(--ink)" strokeWidth={1.5} strokeDasharray="5 4" dot={false} />
        <Line
          {...line}
          dataKey="crawled"
          stroke="var(--ink)"
          strokeWidth={2.25}
          dot={points.length > 100 ? { r: 1.5, fill: "var(--ink)" } : { r: 2.5, fill: "var(--ink)" }}
        />
      </LineChart>
    </ChartFrame>
  );
}

function lines(point: ScorePoint, domainNames: readonly string[], texts: ScoreChartProps["texts"]): TipLine[] {
  const percent = (value: number | null | undefined) =>
    typeof value === "number" ? `${value.toFixed(1)}${texts.unit}` : "\u2013";
  return [
    { name: texts.score, value: percent(point.score) },
    { name: texts.real, value: percent(point.real) },
    ...domainNames.map((name, at) => ({ name, value: percent(point.domains[at]) })),
    ...point.notes.map((note) => ({ name: note, value: "" })),
  ];
}
