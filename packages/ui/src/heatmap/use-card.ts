import { useEffect, useMemo, useRef, useState } from "react";

/** Which cell the card is about, and where it stands in the viewport. */
export type CardPlace = {
  readonly rowId: string;
  readonly column: number;
  readonly cell: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
};

const openAfterMs = 90;
const closeAfterMs = 180;

/** The one card of the heatmap: it opens on focus at once, on hover after a moment, and waits for the pointer to reach it. */
export function useCard() {
  const [place, setPlace] = useState<CardPlace | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const handlers = useMemo(() => {
    const after = (delay: number, work: () => void) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(work, delay);
    };
    const open = (target: HTMLElement) => {
      const { row, column } = target.dataset;
      clearTimeout(timer.current);
      if (row === undefined || column === undefined || column === "-1") return setPlace(null);
      const { left, right, top, bottom } = target.getBoundingClientRect();
      setPlace({ rowId: row, column: Number(column), cell: { left, right, top, bottom } });
    };
    return {
      open,
      hover: (target: HTMLElement) => {
        const cell = target.closest<HTMLElement>("[data-column]");
        if (cell === null || cell.dataset["column"] === "-1") return after(closeAfterMs, () => setPlace(null));
        after(openAfterMs, () => open(cell));
      },
      stay: () => clearTimeout(timer.current),
      leave: () => after(closeAfterMs, () => setPlace(null)),
      close: () => {
        clearTimeout(timer.current);
        setPlace(null);
      },
    };
  }, []);
  return { place, ...handlers };
}
