import type { HeatmapCell, HeatmapColumn, WorstOfCell } from "./cell.ts";
import type { Drag, HeatmapRow } from "./rows.ts";

type PackedWorst = readonly [accountId: string, percent: number, far: 0 | 1];
type PackedCell = readonly [
  percent: number | null,
  unknownPercent: number,
  duties: number,
  knownDuties: number,
  failingDuties: number,
  failedResources: number,
  worst?: PackedWorst | 0,
  change?: number,
];
type Head = Omit<HeatmapRow, "cells" | "drag">;

/** A row without the names of its parts: a level of thousands of accounts is sent with every page. */
export type PackedRow = readonly [
  id: string,
  kind: HeatmapRow["kind"],
  name: string,
  accountState: string,
  level: number,
  parentId: string | null,
  expandable: 0 | 1,
  expanded: 0 | 1,
  accounts: number,
  position: number,
  siblings: number,
  cells: readonly PackedCell[],
  drag: readonly (readonly [HeatmapColumn, Drag])[],
];

/** Cells are packed in the order of `columns`. */
export function packRows(rows: readonly HeatmapRow[], columns: readonly HeatmapColumn[]): PackedRow[] {
  return rows.map((row) => [
    row.id,
    row.kind,
    row.name,
    row.accountState,
    row.level,
    row.parentId,
    row.expandable ? 1 : 0,
    row.expanded ? 1 : 0,
    row.accounts,
    row.position,
    row.siblings,
    columns.map((column) => packCell(row.cells[column])),
    columns.flatMap((column) => {
      const drag = row.drag[column];
      return drag === undefined ? [] : [[column, drag] as const];
    }),
  ]);
}

/** The rows as they were, with the same `columns`. */
export function unpackRows(packed: readonly PackedRow[], columns: readonly HeatmapColumn[]): HeatmapRow[] {
  return packed.map((row) => ({
    ...headOf(row),
    cells: Object.fromEntries(
      row[11].flatMap((cell, at) => {
        const column = columns[at];
        return column === undefined ? [] : [[column, unpackCell(cell)]];
      }),
    ) as HeatmapRow["cells"],
    drag: Object.fromEntries(row[12]),
  }));
}

function headOf(row: PackedRow): Head {
  const [id, kind, name, accountState, level, parentId, expandable, expanded, accounts, position, siblings] = row;
  return {
    id,
    kind,
    name,
    accountState,
    level,
    parentId,
    expandable: expandable === 1,
    expanded: expanded === 1,
    accounts,
    position,
    siblings,
  };
}

function packCell(cell: HeatmapCell): PackedCell {
  const { percent, unknownPercent, duties, knownDuties, failingDuties, failedResources, worst, change } = cell;
  const numbers = [percent, unknownPercent, duties, knownDuties, failingDuties, failedResources] as const;
  const who: PackedWorst | 0 = worst === null ? 0 : [worst.accountId, worst.percent, worst.far ? 1 : 0];
  if (change !== null) return [...numbers, who, change];
  return who === 0 ? numbers : [...numbers, who];
}

function unpackCell(cell: PackedCell): HeatmapCell {
  const [percent, unknownPercent, duties, knownDuties, failingDuties, failedResources, worst, change] = cell;
  return {
    percent,
    unknownPercent,
    duties,
    knownDuties,
    failingDuties,
    failedResources,
    worst: worst === undefined || worst === 0 ? null : unpackWorst(worst),
    change: change ?? null,
  };
}

function unpackWorst([accountId, percent, far]: PackedWorst): WorstOfCell {
  return { accountId, percent, far: far === 1 };
}
