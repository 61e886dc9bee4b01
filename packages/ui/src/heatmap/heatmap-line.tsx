"use client";

import { memo, type ReactNode } from "react";
import { fill } from "../fill.ts";
import { Icon } from "../icon.tsx";
import { accountHref } from "./account-href.ts";
import type { HeatmapCell, HeatmapColumn } from "./cell.ts";
import { cellLines, cellValue } from "./cell-words.ts";
import styles from "./heatmap.module.css";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import type { HeatmapRow } from "./rows.ts";

type Props = {
  readonly row: HeatmapRow;
  /** Place in the whole list, from 0. */
  readonly index: number;
  readonly columns: readonly HeatmapColumn[];
  readonly texts: HeatmapTexts;
  readonly accountBase: string;
  readonly organizationId: string | null;
  readonly toggleHref: string;
  /** Column that Tab reaches in this row; null: it is another row's turn. */
  readonly focusColumn: number | null;
};

/** One row: the name leads to the account or opens the OU, and so does each of its cells. */
export const HeatmapLine = memo(function HeatmapLine(props: Props): ReactNode {
  const { row, index, columns, texts, focusColumn } = props;
  const href = (column: HeatmapColumn) =>
    row.kind === "account" ? accountHref(props.accountBase, row.id, column, props.organizationId) : props.toggleHref;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      {...(row.expandable ? { "aria-expanded": row.expanded } : {})}
    >
      <th scope="row" className={styles["name"]} data-level={Math.min(row.level, 10)}>
        <a
          href={href("all")}
          data-row={row.id}
          data-column={-1}
          data-kind={row.kind}
          tabIndex={focusColumn === -1 ? 0 : -1}
          title={row.name}
          {...(row.expandable
            ? { "aria-label": fill(row.expanded ? texts.collapse : texts.expand, { name: row.name }) }
            : {})}
        >
          <span className={styles["chevron"]} data-open={row.expanded}>
            {row.expandable && <Icon name="chevron" />}
          </span>
          <span className={styles["label"]}>{row.name}</span>
          {texts.states[row.accountState] !== undefined && (
            <span className={styles["state"]}>{texts.states[row.accountState]}</span>
          )}
          {row.kind !== "account" && <span className={styles["count"]}>{row.accounts.toLocaleString("en")}</span>}
        </a>
      </th>
      {columns.map((column, at) => (
        <td key={column} className={styles["cell"]} data-overall={column === "all"}>
          <CellLink
            cell={row.cells[column]}
            href={href(column)}
            label={label(row, column, texts)}
            data-row={row.id}
            data-column={at}
            tabIndex={focusColumn === at ? 0 : -1}
          />
        </td>
      ))}
    </tr>
  );
});

type CellLinkProps = {
  readonly cell: HeatmapCell;
  readonly href: string;
  readonly label: string;
  readonly tabIndex: number;
  readonly "data-row": string;
  readonly "data-column": number;
};

function CellLink({ cell, label: name, ...rest }: CellLinkProps): ReactNode {
  return (
    <a
      {...rest}
      aria-label={name}
      className={styles["tile"]}
      {...(cell.percent === null
        ? { "data-nothing": cell.duties === 0 ? "no-duties" : "unknown" }
        : { "data-score": cell.percent })}
    >
      {cell.percent}
      {cell.unknownPercent > 0 && <span className={styles["bar"]} data-share={cell.unknownPercent} />}
      {cell.worst?.far === true && <span className={styles["mark"]} />}
    </a>
  );
}

function label(row: HeatmapRow, column: HeatmapColumn, texts: HeatmapTexts): string {
  const cell = row.cells[column];
  const value = [cellValue(cell, texts), ...cellLines(cell, texts)].join(", ");
  return fill(texts.cell, { row: row.name, column: texts.columns[column], value });
}
