"use client";

import type { ReactNode } from "react";
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { axisLook, ChartFrame, ChartTip, evenTicks } from "./chart-frame.tsx";

/** One day's level, with what the box says of it. */
export type LevelPoint = {
  readonly day: string;
  readonly label: string;
  readonly value: number | null;
  readonly lines: readonly { readonly name: string; readonly value: string }[];
};

export type LevelChartProps = {
  readonly label: string;
  readonly points: readonly LevelPoint[];
  /** "%" behind the numbers of the axis, or nothing. */
  readonly unit: string;
  /** A level that is always in sight. */
  readonly atLeast: number;
};

/** How much of something there was, day by day: it stands until the next crawl, so it is drawn in steps. */
export function LevelChart({ label, points, unit, atLeast }: LevelChartProps): ReactNode {
  const labels = new Map(points.map((point) => [point.day, point.label]));
  return (
    <ChartFrame label={label} height={160}>
      <AreaChart data={[...points]} margin={{ top: 8, right: 8, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          ticks={evenTicks(
            points.map(({ day }) => day),
            5,
          )}
          tickFormatter={(day: string) => labels.get(day) ?? day}
          {...axisLook}
        />
        <YAxis
          width={44}
          allowDecimals={false}
          domain={[0, (most: number) => Math.max(atLeast, Math.ceil(most))]}
          tickFormatter={(value: number) => `${value}${unit}`}
          {...axisLook}
        />
        <Tooltip content={<ChartTip<LevelPoint> title={(point) => point.label} lines={(point) => point.lines} />} />
        <Area
          type="stepAfter"
          dataKey="value"
          stroke="var(--unknown)"
          strokeWidth={1.5}
          fill="var(--unknown)"
          fillOpacity={0.22}
          isAnimationActive={false}
          activeDot={false}
        />
      </AreaChart>
    </ChartFrame>
  );
}
