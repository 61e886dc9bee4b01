import type { Cell } from "@sekinin/posture";

/** Hex values, since mail programs know no more. The scale of the web page in steps of ten, orange to blue. */
const steps = [
  "#ea8846",
  "#ef9c65",
  "#f2b182",
  "#f5c59d",
  "#f6d8b9",
  "#f7ecd4",
  "#dcdfd9",
  "#c0d3de",
  "#a4c6e1",
  "#88b8e4",
  "#6aaae6",
] as const;
const onScale = "#1b1d21";

/** For what is not known, or known by less than half: no colour of the scale may say that it is well. */
export const unknownColours = { background: "#eeeeeb", text: "#575c64" } as const;
export const emptyColours = { background: "#ffffff", text: "#575c64" } as const;

export type CellColours = { readonly background: string; readonly text: string };

/** Every pair that a cell may have; their contrast is tested. */
export const allCellColours: readonly CellColours[] = [
  ...steps.map((background) => ({ background, text: onScale })),
  unknownColours,
  emptyColours,
];

export function cellColours({ score, knownShare }: Cell): CellColours {
  if (knownShare === null) return emptyColours;
  if (score === null || knownShare < 0.5) return unknownColours;
  // Whole tens, downwards: only what is met altogether has the last colour.
  return { background: steps[Math.floor(score * 10 + 1e-9)] ?? steps[0], text: onScale };
}

/** Whole per cent; 100 only where all of it is there, 0 only where nothing is. */
export function wholePercent(share: number): number {
  if (share <= 0) return 0;
  return share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
}
