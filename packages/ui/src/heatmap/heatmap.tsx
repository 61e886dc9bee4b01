"use client";

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { HeatmapColumn } from "./cell.ts";
import styles from "./heatmap.module.css";
import { HeatmapCard } from "./heatmap-card.tsx";
import { HeatmapHead } from "./heatmap-head.tsx";
import { HeatmapLine } from "./heatmap-line.tsx";
import { type HeatmapView, heatmapHref, toggled } from "./heatmap-link.ts";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import { type GridPosition, gridCommand } from "./keys.ts";
import { rowWindow } from "./row-window.ts";
import type { HeatmapRow } from "./rows.ts";
import { useCard } from "./use-card.ts";

/** Rows come laid out from the server; a click or key changes the address, and the server sends the next rows. */
export type HeatmapProps = {
  readonly rows: readonly HeatmapRow[];
  readonly columns: readonly HeatmapColumn[];
  readonly texts: HeatmapTexts;
  /** Path of this page; every link keeps `view`. */
  readonly base: string;
  readonly view: HeatmapView;
  /** Ids that are open now. */
  readonly opened: readonly string[];
  /** Path under which accounts live, without a slash at the end. */
  readonly accountBase: string;
  /** Names of accounts that cells may name without showing them as rows. */
  readonly accountNames: Readonly<Record<string, string>>;
  /** Takes over from the browser's own navigation. */
  readonly onNavigate?: (href: string) => void;
};

const rowHeight = 32;

export function Heatmap(props: HeatmapProps): ReactNode {
  const { rows, columns, texts, base, view, opened, onNavigate } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(900);
  const [focused, setFocused] = useState<{ id: string; column: number } | null>(null);
  const wanted = useRef<{ id: string; column: number } | null>(null);
  const card = useCard();
  const shown = rowWindow({ scrollTop, viewHeight, rowHeight, count: rows.length });
  const indexOf = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows]);
  const at: GridPosition = {
    row: focused === null ? 0 : (indexOf.get(focused.id) ?? 0),
    column: focused?.column ?? -1,
  };

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setViewHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (wanted.current === null) return;
    const { id, column } = wanted.current;
    const target = frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"][data-column="${column}"]`);
    if (target === null || target === undefined) return;
    wanted.current = null;
    target.focus();
  });

  const go = (href: string) => (onNavigate === undefined ? window.location.assign(href) : onNavigate(href));
  const toggleHref = (id: string) => heatmapHref(base, toggled(view, opened, id));

  function moveTo(position: GridPosition) {
    const row = rows[position.row];
    if (row === undefined) return;
    wanted.current = { id: row.id, column: position.column };
    setFocused(wanted.current);
    const element = frame.current;
    if (element === null) return;
    const top = position.row * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    if (top > element.scrollTop + element.clientHeight - 4 * rowHeight)
      element.scrollTop = top - element.clientHeight + 4 * rowHeight;
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Escape") return card.close();
    if (event.altKey || event.metaKey || !(event.target as HTMLElement).dataset["row"]) return;
    const command = gridCommand({ key: event.key, control: event.ctrlKey }, at, { rows, columns: columns.length });
    if (command === null) return;
    event.preventDefault();
    if (command.kind === "move") return moveTo(command.position);
    const row = rows[command.row];
    if (row !== undefined) go(toggleHref(row.id));
  }

  function onClick(event: React.MouseEvent) {
    const link = (event.target as HTMLElement).closest("a");
    const href = link?.getAttribute("href");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (onNavigate === undefined || !plain || href === null || href === undefined) return;
    event.preventDefault();
    card.close();
    onNavigate(href);
  }

  function onFocus(event: React.FocusEvent) {
    const target = event.target as HTMLElement;
    const { row, column } = target.dataset;
    if (row === undefined || column === undefined) return;
    setFocused({ id: row, column: Number(column) });
    if (target.matches(":focus-visible")) card.open(target);
  }

  return (
    // Keys and clicks of all cells are taken here: ten thousand handlers would be ten thousand closures.
    <div className={styles["whole"]} onKeyDown={onKeyDown} onClick={onClick} role="presentation">
      <div
        ref={frame}
        className={styles["frame"]}
        onScroll={(event) => {
          setScrollTop(event.currentTarget.scrollTop);
          card.close();
        }}
      >
        <table
          className={styles["grid"]}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table stays readable without script
          role="treegrid"
          aria-label={texts.caption}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          onFocus={onFocus}
          onBlur={card.leave}
          onMouseOver={(event) => card.hover(event.target as HTMLElement)}
          onMouseLeave={card.leave}
        >
          <HeatmapHead columns={columns} texts={texts} base={base} view={view} />
          <tbody>
            {shown.before > 0 && (
              <tr aria-hidden="true">
                <td className={styles["spacer"]} height={shown.before} colSpan={columns.length + 1}>
                  {"\u00a0"}
                </td>
              </tr>
            )}
            {rows.slice(shown.first, shown.last).map((row, offset) => (
              <HeatmapLine
                key={row.id}
                row={row}
                index={shown.first + offset}
                columns={columns}
                texts={texts}
                accountBase={props.accountBase}
                organizationId={view.organizationId}
                toggleHref={row.kind === "account" ? "" : toggleHref(row.id)}
                focusColumn={at.row === shown.first + offset ? at.column : null}
              />
            ))}
            {shown.after > 0 && (
              <tr aria-hidden="true">
                <td className={styles["spacer"]} height={shown.after} colSpan={columns.length + 1}>
                  {"\u00a0"}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {card.place !== null && <HeatmapCard {...props} place={card.place} onEnter={card.stay} onLeave={card.leave} />}
    </div>
  );
}
