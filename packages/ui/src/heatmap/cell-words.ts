import { fill } from "../fill.ts";
import type { HeatmapCell } from "./cell.ts";
import type { HeatmapTexts } from "./heatmap-texts.ts";

/** Short value of a cell in words: "57 %", or why there is no number. */
export function cellValue(cell: HeatmapCell, texts: HeatmapTexts): string {
  if (cell.percent !== null) return fill(texts.percent, { percent: cell.percent });
  return cell.duties === 0 ? texts.noDuties : texts.nothingKnown;
}

/** What stands behind the value, a line each: the change since the week before, how much is known, what fails. */
export function cellLines(cell: HeatmapCell, texts: HeatmapTexts): string[] {
  if (cell.duties === 0) return [];
  const lines = cell.change === null ? [] : [changeWords(cell.change, texts)];
  lines.push(fill(texts.known, { known: cell.knownDuties, all: cell.duties }));
  if (cell.unknownPercent > 0) lines.push(fill(texts.unknownShare, { percent: cell.unknownPercent }));
  if (cell.failingDuties > 0) {
    lines.push(fill(texts.failing, { failing: cell.failingDuties, resources: cell.failedResources }));
  } else if (cell.percent !== null) lines.push(texts.nothingFails);
  return lines;
}

function changeWords(change: number, texts: HeatmapTexts): string {
  if (change === 0) return texts.unchanged;
  const points = `${change > 0 ? "+" : "\u2212"}${Math.abs(change)}`;
  return fill(Math.abs(change) === 1 ? texts.changedByOne : texts.changed, { points });
}
