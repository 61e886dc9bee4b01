"use client";

import { memo, type ReactNode } from "react";
import { fill } from "../fill.ts";
import styles from "./coverage.module.css";
import { CoverageBar } from "./coverage-bar.tsx";
import { CoverageMark } from "./coverage-mark.tsx";
import type { CoverageTexts } from "./coverage-texts.ts";
import { countsInWords } from "./coverage-words.ts";
import type { MatrixColumn, MatrixRow } from "./matrix-rows.ts";
import { objectiveHref } from "./objective-href.ts";
import { worstOf } from "./verdict-counts.ts";

type Props = {
  readonly row: MatrixRow;
  readonly columns: readonly MatrixColumn[];
  readonly texts: CoverageTexts;
  readonly base: string;
  readonly organizationId: string | null;
  /** Column that Tab reaches in this row; null: it is another row's turn. */
  readonly focusColumn: number | null;
};

/** One objective: its title, and for each OU the worst verdict below, with how many accounts have it. */
export const MatrixLine = memo(function MatrixLine(props: Props): ReactNode {
  const { row, columns, texts, base, organizationId, focusColumn } = props;
  return (
    <tr>
      <th scope="row" className={styles["name"]}>
        <a
          href={objectiveHref(base, row.id, { organizationId })}
          data-row={row.id}
          data-column={-1}
          tabIndex={focusColumn === -1 ? 0 : -1}
          title={row.isLimited ? `${row.title} (${texts.limited})` : row.title}
        >
          <span className={styles["label"]}>{row.title}</span>
          {row.isLimited && (
            <abbr className={styles["limited"]} title={texts.limited}>
              {texts.limitedShort}
            </abbr>
          )}
        </a>
      </th>
      {columns.map((column, at) => {
        const counts = row.cells[at]?.counts ?? [0, 0, 0, 0, 0, 0];
        const worst = worstOf(counts);
        const value = countsInWords(counts, texts);
        return (
          <td key={column.id} className={styles["cell"]}>
            <a
              href={objectiveHref(base, row.id, { organizationId, nodeId: column.id })}
              className={styles["tile"]}
              data-row={row.id}
              data-column={at}
              data-verdict={worst?.verdict ?? "nothing"}
              tabIndex={focusColumn === at ? 0 : -1}
              aria-label={fill(texts.cell, { row: row.title, column: column.name, value })}
            >
              {worst !== null && (
                <>
                  <CoverageMark verdict={worst.verdict} />
                  {worst.count.toLocaleString("en")}
                  {worst.count < counts.reduce((sum, count) => sum + count, 0) && <CoverageBar counts={counts} />}
                </>
              )}
            </a>
          </td>
        );
      })}
    </tr>
  );
});
