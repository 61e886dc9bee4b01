import { fill } from "../fill.ts";
import type { HeatmapCell } from "./cell.ts";
import type { HeatmapTexts } from "./heatmap-texts.ts";

/** Short value of a cell in words: "57 %", or why there is no number. */
export function cellValue(cell: HeatmapCell, texts: HeatmapTexts): string {
  if (cell.percent !== null) return fill(texts.percent, { percent: cell.percent });
  return cell.duties === 0 ? texts.noDuties : texts.nothingKnown;
}

/** What stands behind the value, a line each: what fails, how much is known. */
export function cellLines(cell: HeatmapCell, texts: HeatmapTexts): string[] {
  if (cell.duties === 0) return [];
  const lines = [fill(texts.known, { known: cell.knownDuties, all: cell.duties })];
  if (cell.unknownPercent > 0) lines.push(fill(texts.unknownShare, { percent: cell.unknownPercent }));
  if (cell.failingDuties > 0) {
    lines.push(fill(texts.failing, { failing: cell.failingDuties, resources: cell.failedResources }));
  } else if (cell.percent !== null) lines.push(texts.nothingFails);
  return lines;
}
