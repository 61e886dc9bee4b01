import type { ReactNode } from "react";
import { fill } from "../fill.ts";
import { accountHref } from "./account-href.ts";
import type { HeatmapColumn } from "./cell.ts";
import { cellValue } from "./cell-words.ts";
import styles from "./heatmap.module.css";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import type { HeatmapRow } from "./rows.ts";

type Props = {
  readonly rows: readonly HeatmapRow[];
  readonly columns: readonly HeatmapColumn[];
  readonly texts: HeatmapTexts;
  readonly accountBase: string;
  readonly accountNames: Readonly<Record<string, string>>;
  readonly organizationId: string | null;
};

/** The heatmap's twin: the same numbers as plain cells, to be read aloud, copied and printed. */
export function HeatmapTable(props: Props): ReactNode {
  const { rows, columns, texts, accountBase, organizationId } = props;
  return (
    <section className={styles["tableFrame"]} aria-label={texts.caption}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{texts.unit}</th>
            <th scope="col" className="number">
              {texts.accounts}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {texts.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" data-level={Math.min(row.level, 10)}>
                {row.kind === "account" ? (
                  <a href={accountHref(accountBase, row.id, "all", organizationId)}>{row.name}</a>
                ) : (
                  row.name
                )}
              </th>
              <td className="number">{row.accounts}</td>
              {columns.map((column) => (
                <PlainCell key={column} row={row} column={column} {...props} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PlainCell({
  row,
  column,
  texts,
  ...props
}: Props & { readonly row: HeatmapRow; readonly column: HeatmapColumn }) {
  const cell = row.cells[column];
  const worstName =
    cell.worst === null
      ? undefined
      : fill(texts.worstIs, {
          name: props.accountNames[cell.worst.accountId] ?? cell.worst.accountId,
          percent: cell.worst.percent,
        });
  return (
    <td className="number">
      {cellValue(cell, texts)}
      {cell.percent !== null && cell.unknownPercent > 0 && (
        <small>{fill(texts.unknownShare, { percent: cell.unknownPercent })}</small>
      )}
      {cell.worst?.far === true && row.kind !== "account" && (
        <small>
          <a
            href={accountHref(props.accountBase, cell.worst.accountId, column, props.organizationId)}
            title={worstName}
            aria-label={worstName}
          >
            {fill(texts.worstShort, { percent: cell.worst.percent })}
          </a>
        </small>
      )}
    </td>
  );
}
