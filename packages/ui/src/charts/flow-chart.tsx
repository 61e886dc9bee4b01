"use client";

import type { ReactNode } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { axisLook, ChartFrame, ChartTip, evenTicks } from "./chart-frame.tsx";

/** Events of a day or a week; counts, none negative. */
export type FlowPoint = {
  /** First day. */
  readonly day: string;
  readonly label: string;
  readonly opened: number;
  readonly reopened: number;
  readonly mended: number;
  readonly gone: number;
};

export type FlowChartProps = {
  readonly label: string;
  readonly points: readonly FlowPoint[];
  readonly texts: Readonly<Record<"opened" | "reopened" | "mended" | "gone", string>>;
  /** Labels of the axis; they are shorter than those of the box. */
  readonly ticks: Readonly<Record<string, string>>;
};

const kinds = ["opened", "reopened", "mended", "gone"] as const;
const fills = {
  opened: "var(--fail)",
  reopened: "color-mix(in srgb, var(--fail) 55%, var(--surface))",
  mended: "var(--pass)",
  gone: "color-mix(in srgb, var(--pass) 50%, var(--surface))",
} as const;

/** Findings that came, upwards, and findings that went, downwards. */
export function FlowChart({ label, points, texts, ticks }: FlowChartProps): ReactNode {
  const data = points.map((point) => ({ ...point, mendedDown: -point.mended, goneDown: -point.gone }));
  const bar = { stackId: "flow", isAnimationActive: false, maxBarSize: 28 } as const;
  return (
    <ChartFrame label={label} height={220}>
      <BarChart
        data={data}
        stackOffset="sign"
        margin={{ top: 8, right: 8, bottom: 4, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          ticks={evenTicks(
            points.map(({ day }) => day),
            6,
          )}
          tickFormatter={(day: string) => ticks[day] ?? day}
          {...axisLook}
        />
        <YAxis
          width={44}
          allowDecimals={false}
          tickFormatter={(value: number) => String(Math.abs(value))}
          {...axisLook}
        />
        <Tooltip
          cursor={{ fill: "var(--surface-hover)" }}
          content={
            <ChartTip<FlowPoint>
              title={(point) => point.label}
              lines={(point) => kinds.map((kind) => ({ name: texts[kind], value: String(point[kind]) }))}
            />
          }
        />
        <ReferenceLine y={0} stroke="var(--line-strong)" />
        <Bar {...bar} dataKey="opened" fill={fills.opened} />
        <Bar {...bar} dataKey="reopened" fill={fills.reopened} />
        <Bar {...bar} dataKey="mendedDown" fill={fills.mended} />
        <Bar {...bar} dataKey="goneDown" fill={fills.gone} />
      </BarChart>
    </ChartFrame>
  );
}
