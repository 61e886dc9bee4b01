import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { GridPosition } from "./keys.ts";

type Place = { readonly id: string; readonly column: number };

/**
 * The one place of the grid that Tab reaches. It is kept by the row's id, so that it stays where it was when rows
 * appear or go; a row that is not drawn yet gets the focus as soon as it is.
 */
export function useGridFocus(rows: readonly { readonly id: string }[], frame: RefObject<HTMLElement | null>) {
  const [focused, setFocused] = useState<Place | null>(null);
  const wanted = useRef<Place | null>(null);
  const indexOf = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows]);

  useEffect(() => {
    if (wanted.current === null) return;
    const { id, column } = wanted.current;
    const cell = frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"][data-column="${column}"]`);
    if (cell === null || cell === undefined) return;
    wanted.current = null;
    cell.focus();
  });

  const at: GridPosition = {
    row: focused === null ? 0 : (indexOf.get(focused.id) ?? 0),
    column: focused?.column ?? -1,
  };
  return {
    at,
    /** The browser has moved the focus. */
    arrived: (place: Place) => setFocused(place),
    /** The focus shall move. */
    moveTo: (position: GridPosition) => {
      const row = rows[position.row];
      if (row === undefined) return;
      wanted.current = { id: row.id, column: position.column };
      setFocused(wanted.current);
    },
  };
}
