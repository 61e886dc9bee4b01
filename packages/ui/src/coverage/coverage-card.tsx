"use client";

import type { ReactNode } from "react";
import { CellCard } from "../heatmap/cell-card.tsx";
import type { CardPlace } from "../heatmap/use-card.ts";
import styles from "./coverage.module.css";
import { CoverageBadge } from "./coverage-badge.tsx";
import type { CoverageTexts } from "./coverage-texts.ts";
import type { MatrixColumn, MatrixRow } from "./matrix-rows.ts";
import { outcomeHref } from "./objective-href.ts";
import { countsWorstFirst } from "./verdict-counts.ts";

type Props = {
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixColumn[];
  readonly texts: CoverageTexts;
  readonly base: string;
  readonly view: { readonly organizationId: string | null };
  readonly accountNames: Readonly<Record<string, string>>;
  readonly place: CardPlace;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
};

/** What stands behind one cell: accounts by verdict, and the account that stands worst. */
export function CoverageCard(props: Props): ReactNode {
  const { rows, columns, texts, place } = props;
  const row = rows.find((candidate) => candidate.id === place.rowId);
  const column = columns[place.column];
  const cell = row?.cells[place.column];
  if (row === undefined || column === undefined || cell === undefined) return null;
  const shown = countsWorstFirst(cell.counts);
  return (
    <CellCard place={place} title={row.title} subtitle={column.name} onEnter={props.onEnter} onLeave={props.onLeave}>
      {shown.length === 0 ? (
        <p>{texts.noAccounts}</p>
      ) : (
        <ul className={styles["cardCounts"]}>
          {shown.map(({ verdict, count }) => (
            <li key={verdict}>
              <CoverageBadge verdict={verdict}>{texts.verdicts[verdict]}</CoverageBadge>
              <span>{count.toLocaleString("en")}</span>
            </li>
          ))}
        </ul>
      )}
      {cell.worst !== null && (
        <dl className={styles["cardLinks"]}>
          <dt>{texts.worst}</dt>
          <dd>
            <a href={outcomeHref(props.base, row.id, cell.worst, props.view.organizationId)}>
              {props.accountNames[cell.worst] ?? cell.worst}
            </a>
          </dd>
        </dl>
      )}
    </CellCard>
  );
}
