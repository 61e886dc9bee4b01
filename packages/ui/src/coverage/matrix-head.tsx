"use client";

import type { ReactNode } from "react";
import { fill } from "../fill.ts";
import { Icon } from "../icon.tsx";
import styles from "./coverage.module.css";
import type { CoverageTexts } from "./coverage-texts.ts";
import type { MatrixColumn } from "./matrix-rows.ts";

type Props = {
  readonly columns: readonly MatrixColumn[];
  readonly texts: CoverageTexts;
  readonly toggleHref: (id: string) => string;
};

/** Column heads: each OU says how many accounts are below it, and opens where it holds OUs. */
export function MatrixHead({ columns, texts, toggleHref }: Props): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col" className={styles["corner"]}>
          {texts.objective}
        </th>
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={styles["head"]}
            data-level={Math.min(column.level, 6)}
            title={column.name}
          >
            <span className={styles["above"]}>{column.level > 2 ? `${column.parentName ?? ""} /` : ""}</span>
            {column.expandable ? (
              <a
                href={toggleHref(column.id)}
                aria-label={fill(column.expanded ? texts.collapse : texts.expand, { name: column.name })}
              >
                <span className={styles["chevron"]} data-open={column.expanded}>
                  <Icon name="chevron" />
                </span>
                <span className={styles["headName"]}>{column.name}</span>
              </a>
            ) : (
              <span className={styles["headName"]}>{column.name}</span>
            )}
            <span className={styles["headCount"]} title={fill(texts.accounts, { count: column.accounts })}>
              {column.accounts.toLocaleString("en")}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
