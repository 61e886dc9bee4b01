import type { HeatmapColumn } from "./cell.ts";

/** All words of the heatmap in one language; `{name}` places are filled by the component. */
export type HeatmapTexts = {
  readonly caption: string;
  /** Head of the first column. */
  readonly unit: string;
  readonly accounts: string;
  readonly columns: Readonly<Record<HeatmapColumn, string>>;
  readonly states: Readonly<Record<string, string>>;
  /** `{name}` */
  readonly expand: string;
  /** `{name}` */
  readonly collapse: string;
  /** `{column}` */
  readonly sortBy: string;
  /** Accessible name of a cell: `{row}`, `{column}`, `{value}`. */
  readonly cell: string;
  /** `{percent}` */
  readonly percent: string;
  readonly nothingKnown: string;
  readonly noDuties: string;
  /** `{known}`, `{all}` */
  readonly known: string;
  /** `{percent}` */
  readonly unknownShare: string;
  /** `{failing}`, `{resources}` */
  readonly failing: string;
  readonly nothingFails: string;
  /** `{points}`, with its sign; the day since when is in the text already. */
  readonly changed: string;
  /** The same for one point. */
  readonly changedByOne: string;
  readonly unchanged: string;
  readonly worst: string;
  /** `{name}`, `{percent}` */
  readonly worstIs: string;
  /** `{percent}` */
  readonly worstShort: string;
  readonly drag: string;
  /** `{name}`, `{percent}` */
  readonly dragIs: string;
  readonly legend: HeatmapLegendTexts;
};

/** The legend says in words what colour, hatching, bar and mark mean. */
export type HeatmapLegendTexts = {
  readonly title: string;
  readonly low: string;
  readonly high: string;
  readonly nothing: string;
  readonly noDuties: string;
  readonly bar: string;
  readonly mark: string;
};
