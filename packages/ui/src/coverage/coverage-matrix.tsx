"use client";

import { type ReactNode, useMemo, useRef } from "react";
import { gridCommand } from "../heatmap/keys.ts";
import { plainlyFollowed } from "../heatmap/plainly-followed.ts";
import { useCard } from "../heatmap/use-card.ts";
import { useGridFocus } from "../heatmap/use-grid-focus.ts";
import styles from "./coverage.module.css";
import { CoverageCard } from "./coverage-card.tsx";
import { type CoverageView, columnToggled, coverageHref } from "./coverage-link.ts";
import type { CoverageTexts } from "./coverage-texts.ts";
import { MatrixHead } from "./matrix-head.tsx";
import { MatrixLine } from "./matrix-line.tsx";
import { type MatrixColumn, type MatrixRow, type PackedMatrixRow, unpackMatrix } from "./matrix-rows.ts";

/** Rows come laid out from the server; a click changes the address, and the server sends the next columns. */
export type CoverageMatrixProps = {
  readonly rows: readonly PackedMatrixRow[];
  readonly columns: readonly MatrixColumn[];
  readonly texts: CoverageTexts;
  /** Path of this page; every link keeps `view`. */
  readonly base: string;
  readonly view: CoverageView;
  /** Ids that are open now. */
  readonly opened: readonly string[];
  /** Names of accounts that cells may name. */
  readonly accountNames: Readonly<Record<string, string>>;
  /** Takes over from the browser's own navigation. */
  readonly onNavigate?: (href: string) => void;
};

/** Objectives by OU. One place is reached by Tab, arrows move it, Enter follows the cell. */
export function CoverageMatrix(props: CoverageMatrixProps): ReactNode {
  const { columns, texts, base, view, opened, onNavigate } = props;
  const rows = useMemo(() => unpackMatrix(props.rows), [props.rows]);
  const keyRows = useMemo(
    () => rows.map(({ id }) => ({ id, parentId: null, expandable: false, expanded: false })),
    [rows],
  );
  const frame = useRef<HTMLDivElement>(null);
  const { at, arrived, moveTo } = useGridFocus(rows, frame);
  const card = useCard();

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Escape") return card.close();
    if (event.altKey || event.metaKey || !(event.target as HTMLElement).dataset["row"]) return;
    const key = { key: event.key, control: event.ctrlKey };
    const command = gridCommand(key, at, { rows: keyRows, columns: columns.length });
    if (command?.kind !== "move") return;
    event.preventDefault();
    moveTo(command.position);
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
    <div className={styles["whole"]} onKeyDown={onKeyDown} onClick={onClick} role="presentation">
      <div ref={frame} className={styles["frame"]} onScroll={card.close}>
        <table
          className={styles["grid"]}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table stays readable without script
          role="grid"
          aria-label={texts.caption}
          onFocus={onFocus}
          onBlur={card.leave}
          onMouseOver={(event) => card.hover(event.target as HTMLElement)}
          onMouseLeave={card.leave}
        >
          <MatrixHead
            columns={columns}
            texts={texts}
            toggleHref={(id) => coverageHref(base, columnToggled(view, opened, id))}
          />
          {grouped(rows, view.sort === "domain").map(({ domain, part, first }) => (
            <tbody key={domain}>
              {domain !== "" && (
                <tr>
                  <th scope="rowgroup" colSpan={columns.length + 1} className={styles["domain"]}>
                    <span>{texts.domains[domain] ?? domain}</span>
                  </th>
                </tr>
              )}
              {part.map((row, index) => (
                <MatrixLine
                  key={row.id}
                  row={row}
                  columns={columns}
                  texts={texts}
                  base={base}
                  organizationId={view.organizationId}
                  focusColumn={at.row === first + index ? at.column : null}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {card.place !== null && (
        <CoverageCard {...props} rows={rows} place={card.place} onEnter={card.stay} onLeave={card.leave} />
      )}
    </div>
  );
}

/** Runs of rows of one domain; one run without a head where they are sorted otherwise. */
function grouped(rows: readonly MatrixRow[], byDomain: boolean) {
  if (!byDomain) return [{ domain: "", part: rows, first: 0 }];
  const groups: { domain: string; part: MatrixRow[]; first: number }[] = [];
  for (const [index, row] of rows.entries()) {
    const last = groups.at(-1);
    if (last?.domain === row.domain) last.part.push(row);
    else groups.push({ domain: row.domain, part: [row], first: index });
  }
  return groups;
}
