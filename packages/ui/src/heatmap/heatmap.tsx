"use client";

import { type ReactNode, useMemo } from "react";
import type { HeatmapColumn } from "./cell.ts";
import styles from "./heatmap.module.css";
import { HeatmapCard } from "./heatmap-card.tsx";
import { HeatmapHead } from "./heatmap-head.tsx";
import { HeatmapLine } from "./heatmap-line.tsx";
import { type HeatmapView, heatmapHref, toggled } from "./heatmap-link.ts";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import { gridCommand } from "./keys.ts";
import { type PackedRow, unpackRows } from "./packed-rows.ts";
import { plainlyFollowed } from "./plainly-followed.ts";
import { useCard } from "./use-card.ts";
import { useGridFocus } from "./use-grid-focus.ts";
import { useRowWindow } from "./use-row-window.ts";

/** Rows come laid out from the server; a click or key changes the address, and the server sends the next rows. */
export type HeatmapProps = {
  readonly rows: readonly PackedRow[];
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

export function Heatmap(props: HeatmapProps): ReactNode {
  const { columns, texts, base, view, opened, onNavigate } = props;
  const rows = useMemo(() => unpackRows(props.rows, columns), [props.rows, columns]);
  const { frame, shown, onScroll, reveal } = useRowWindow(rows.length);
  const { at, arrived, moveTo } = useGridFocus(rows, frame);
  const card = useCard();
  const toggleHref = (id: string) => heatmapHref(base, toggled(view, opened, id));

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Escape") return card.close();
    if (event.altKey || event.metaKey || !(event.target as HTMLElement).dataset["row"]) return;
    const command = gridCommand({ key: event.key, control: event.ctrlKey }, at, { rows, columns: columns.length });
    if (command === null) return;
    event.preventDefault();
    if (command.kind === "move") {
      reveal(command.position.row);
      return moveTo(command.position);
    }
    const row = rows[command.row];
    if (row === undefined) return;
    if (onNavigate === undefined) window.location.assign(toggleHref(row.id));
    else onNavigate(toggleHref(row.id));
  }

  function onClick(event: React.MouseEvent) {
    const href = plainlyFollowed(event);
    if (href === null || onNavigate === undefined) return;
    event.preventDefault();
    card.close();
    onNavigate(href);
  }

  function onFocus(event: React.FocusEvent) {
    const target = event.target as HTMLElement;
    const { row, column } = target.dataset;
    if (row === undefined || column === undefined) return;
    arrived({ id: row, column: Number(column) });
    if (target.matches(":focus-visible")) card.open(target);
  }

  return (
    // Keys and clicks of all cells are taken here: ten thousand handlers would be ten thousand closures.
    <div className={styles["whole"]} onKeyDown={onKeyDown} onClick={onClick} role="presentation">
      <div
        ref={frame}
        className={styles["frame"]}
        onScroll={(event) => {
          onScroll(event.currentTarget.scrollTop);
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
            <Spacer height={shown.before} columns={columns.length + 1} />
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
            <Spacer height={shown.after} columns={columns.length + 1} />
          </tbody>
        </table>
      </div>
      {card.place !== null && (
        <HeatmapCard {...props} rows={rows} place={card.place} onEnter={card.stay} onLeave={card.leave} />
      )}
    </div>
  );
}

/** Stands for rows that are not drawn. An attribute, since the content security policy allows no style of its own. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- empty and hidden, and no control */}
      <td className={styles["spacer"]} colSpan={columns}>
        <svg width="1" height={height} aria-hidden="true" />
      </td>
    </tr>
  );
}
