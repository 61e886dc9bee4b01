import { type RefObject, useEffect, useRef, useState } from "react";
import { type RowWindow, rowWindow } from "./row-window.ts";

/** Height of a row in pixels: `--row` of the tokens. */
const rowHeight = 32;
/** Rows that the sticky head and the edge hide. */
const hiddenRows = 4;

type Frame = {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly shown: RowWindow;
  readonly onScroll: (scrollTop: number) => void;
  /** Scrolls until the row of this index can be seen. */
  readonly reveal: (index: number) => void;
};

/** Which of `count` rows are drawn, by how far the frame is scrolled and how high it is. */
export function useRowWindow(count: number): Frame {
  const frame = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(900);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setViewHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const reveal = (index: number) => {
    const element = frame.current;
    if (element === null) return;
    const top = index * rowHeight;
    const lowest = top - element.clientHeight + hiddenRows * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (lowest > element.scrollTop) element.scrollTop = lowest;
  };
  return { frame, shown: rowWindow({ scrollTop, viewHeight, rowHeight, count }), onScroll: setScrollTop, reveal };
}
