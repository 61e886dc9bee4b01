export { FlowChart, type FlowChartProps } from "./flow-chart.tsx";
export { LevelChart, type LevelChartProps } from "./level-chart.tsx";
export { ScoreChart, type ScoreChartProps } from "./score-chart.tsx";
