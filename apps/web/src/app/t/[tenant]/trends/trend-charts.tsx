"use client";

import type { FlowChartProps, LevelChartProps, ScoreChartProps } from "@sekinin/ui/charts";
import dynamic from "next/dynamic";
import styles from "./trends.module.css";

// Drawn by script alone: charts come with style attributes, which the policy refuses in the server's markup.
export const LazyScoreChart = dynamic<ScoreChartProps>(
  () => import("@sekinin/ui/charts").then(({ ScoreChart }) => ScoreChart),
  { ssr: false, loading: () => <div className={styles["room"]} data-height="tall" /> },
);
export const LazyFlowChart = dynamic<FlowChartProps>(
  () => import("@sekinin/ui/charts").then(({ FlowChart }) => FlowChart),
  { ssr: false, loading: () => <div className={styles["room"]} /> },
);
export const LazyLevelChart = dynamic<LevelChartProps>(
  () => import("@sekinin/ui/charts").then(({ LevelChart }) => LevelChart),
  { ssr: false, loading: () => <div className={styles["room"]} data-height="low" /> },
);
