import type { HeatmapRow } from "./rows.ts";

/** Where the focus stands. `column` -1 is the row's name, 0.. are the cells. */
export type GridPosition = { readonly row: number; readonly column: number };

/** What a key asks for; null: not ours, the browser's own effect stays. */
export type GridCommand =
  | { readonly kind: "move"; readonly position: GridPosition }
  | { readonly kind: "expand" | "collapse"; readonly row: number }
  | null;

type Key = { readonly key: string; readonly control: boolean };
type Rows = readonly Pick<HeatmapRow, "id" | "parentId" | "expandable" | "expanded">[];
type Grid = { readonly rows: Rows; readonly columns: number };

/** Keys of the tree grid pattern: https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/ . */
export function gridCommand({ key, control }: Key, position: GridPosition, { rows, columns }: Grid): GridCommand {
  const move = (row: number, column: number): GridCommand => ({
    kind: "move",
    position: { row: clamp(row, 0, rows.length - 1), column: clamp(column, -1, columns - 1) },
  });
  switch (key) {
    case "ArrowDown":
      return move(position.row + 1, position.column);
    case "ArrowUp":
      return move(position.row - 1, position.column);
    case "PageDown":
      return move(position.row + 15, position.column);
    case "PageUp":
      return move(position.row - 15, position.column);
    case "Home":
      return control ? move(0, position.column) : move(position.row, -1);
    case "End":
      return control ? move(rows.length - 1, position.column) : move(position.row, columns - 1);
    case "ArrowRight":
      return right(position, rows, move);
    case "ArrowLeft":
      return left(position, rows, move);
    default:
      return null;
  }
}

type Move = (row: number, column: number) => GridCommand;

function right(position: GridPosition, rows: Rows, move: Move): GridCommand {
  const row = rows[position.row];
  if (position.column === -1 && row?.expandable === true && !row.expanded) return { kind: "expand", row: position.row };
  return move(position.row, position.column + 1);
}

function left(position: GridPosition, rows: Rows, move: Move): GridCommand {
  if (position.column >= 0) return move(position.row, position.column - 1);
  const row = rows[position.row];
  if (row?.expanded === true) return { kind: "collapse", row: position.row };
  const parent = rows.findIndex((candidate) => candidate.id === row?.parentId);
  return parent === -1 ? null : move(parent, -1);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(highest, value));
}
