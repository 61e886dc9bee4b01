"use client";

import type { ReactNode } from "react";
import { Breakable } from "../breakable.tsx";
import { fill } from "../fill.ts";
import { Icon } from "../icon.tsx";
import type { HeatmapColumn } from "./cell.ts";
import styles from "./heatmap.module.css";
import { type HeatmapView, heatmapHref, nextSort } from "./heatmap-link.ts";
import type { HeatmapTexts } from "./heatmap-texts.ts";

type Props = {
  readonly columns: readonly HeatmapColumn[];
  readonly texts: HeatmapTexts;
  readonly base: string;
  readonly view: HeatmapView;
};

/** Column heads: each sorts by its domain, worst first. */
export function HeatmapHead({ columns, texts, base, view }: Props): ReactNode {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={styles["corner"]}>
          <span>{texts.unit}</span>
          <span>{texts.accounts}</span>
        </th>
        {columns.map((column) => {
          const direction = view.sort?.column === column ? view.sort.direction : null;
          return (
            <th key={column} scope="col" aria-sort={direction ?? "none"} className={styles["head"]}>
              <a
                href={heatmapHref(base, { ...view, sort: nextSort(view.sort, column) })}
                title={fill(texts.sortBy, { column: texts.columns[column] })}
              >
                <span>
                  <Breakable>{texts.columns[column]}</Breakable>
                </span>
                {direction !== null && <Icon name={direction === "ascending" ? "up" : "down"} />}
              </a>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
