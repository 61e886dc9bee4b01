import type { ReactNode } from "react";
import { Breakable } from "../breakable.tsx";
import { fill } from "../fill.ts";
import type { HeatmapColumn } from "./cell.ts";
import { cellLines, cellValue } from "./cell-words.ts";
import styles from "./heatmap.module.css";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import tiles from "./heatmap-tiles.module.css";
import type { HeatmapRow } from "./rows.ts";

type Props = {
  readonly rows: readonly HeatmapRow[];
  readonly columns: readonly HeatmapColumn[];
  readonly texts: HeatmapTexts;
  /** Where a cell leads; the name of a row leads where its "all" does. */
  readonly hrefOf: (row: HeatmapRow, column: HeatmapColumn) => string;
};

/** A few rows of the heatmap without script: what a page shows that leads to the heatmap. */
export function HeatmapTiles({ rows, columns, texts, hrefOf }: Props): ReactNode {
  return (
    <section className={tiles["frame"]} aria-label={texts.caption}>
      <table className={tiles["table"]}>
        <thead>
          <tr>
            <th scope="col">{texts.unit}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={tiles["head"]}>
                <Breakable>{texts.columns[column]}</Breakable>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" data-level={Math.min(row.level, 10)}>
                <a href={hrefOf(row, "all")} title={row.name}>
                  {row.name}
                </a>
                <span>{row.accounts.toLocaleString("en")}</span>
              </th>
              {columns.map((column) => (
                <td key={column} data-overall={column === "all"}>
                  <Tile row={row} column={column} texts={texts} href={hrefOf(row, column)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type TileProps = Pick<Props, "texts"> & {
  readonly row: HeatmapRow;
  readonly column: HeatmapColumn;
  readonly href: string;
};

function Tile({ row, column, texts, href }: TileProps): ReactNode {
  const cell = row.cells[column];
  const lines = [cellValue(cell, texts), ...cellLines(cell, texts)];
  const nothing = cell.duties === 0 ? "no-duties" : "unknown";
  return (
    <a
      href={href}
      title={lines.join("\n")}
      aria-label={fill(texts.cell, { row: row.name, column: texts.columns[column], value: lines.join(", ") })}
      className={styles["tile"]}
      {...(cell.percent === null ? { "data-nothing": nothing } : { "data-score": cell.percent })}
    >
      {cell.percent}
      {cell.unknownPercent > 0 && <span className={styles["bar"]} data-share={cell.unknownPercent} />}
      {cell.worst?.far === true && <span className={styles["mark"]} />}
    </a>
  );
}
