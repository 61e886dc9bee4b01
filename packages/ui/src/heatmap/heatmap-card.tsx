"use client";

import type { ReactNode } from "react";
import { fill } from "../fill.ts";
import { accountHref } from "./account-href.ts";
import type { HeatmapColumn } from "./cell.ts";
import { CellCard } from "./cell-card.tsx";
import { cellLines, cellValue } from "./cell-words.ts";
import styles from "./heatmap.module.css";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import type { HeatmapRow } from "./rows.ts";
import type { CardPlace } from "./use-card.ts";

type Props = {
  readonly rows: readonly HeatmapRow[];
  readonly columns: readonly HeatmapColumn[];
  readonly texts: HeatmapTexts;
  readonly accountBase: string;
  readonly accountNames: Readonly<Record<string, string>>;
  readonly view: { readonly organizationId: string | null };
  readonly place: CardPlace;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
};

/** What stands behind one cell. */
export function HeatmapCard(props: Props): ReactNode {
  const { rows, columns, texts, place, accountBase, accountNames } = props;
  const row = rows.find((candidate) => candidate.id === place.rowId);
  const column = columns[place.column];
  if (row === undefined || column === undefined) return null;
  const cell = row.cells[column];
  const drag = row.drag[column];
  const nameOf = (id: string) => accountNames[id] ?? rows.find((candidate) => candidate.id === id)?.name ?? id;
  return (
    <CellCard
      place={place}
      title={row.name}
      subtitle={texts.columns[column]}
      onEnter={props.onEnter}
      onLeave={props.onLeave}
    >
      <p className={styles["cardValue"]}>{cellValue(cell, texts)}</p>
      <ul className={styles["cardLines"]}>
        {cellLines(cell, texts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {(cell.worst !== null || drag !== undefined) && (
        <dl className={styles["cardLinks"]}>
          {cell.worst !== null && row.kind !== "account" && (
            <div>
              <dt>{texts.worst}</dt>
              <dd>
                <a href={accountHref(accountBase, cell.worst.accountId, column, props.view.organizationId)}>
                  {fill(texts.worstIs, { name: nameOf(cell.worst.accountId), percent: cell.worst.percent })}
                </a>
              </dd>
            </div>
          )}
          {drag !== undefined && (
            <div>
              <dt>{texts.drag}</dt>
              <dd>{fill(texts.dragIs, { name: drag.name, percent: drag.percent })}</dd>
            </div>
          )}
        </dl>
      )}
    </CellCard>
  );
}
