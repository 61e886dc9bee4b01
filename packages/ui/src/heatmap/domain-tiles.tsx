import type { ReactNode } from "react";
import { Breakable } from "../breakable.tsx";
import type { HeatmapCell, HeatmapColumn } from "./cell.ts";
import styles from "./domain-tiles.module.css";

export type DomainTile = {
  readonly column: HeatmapColumn;
  readonly label: string;
  readonly cell: HeatmapCell;
  readonly href: string;
  /** "57 %", or why there is no number. */
  readonly value: string;
  /** What stands behind it, read out and shown as a tooltip. */
  readonly detail: string;
  readonly isCurrent: boolean;
};

/** One account's row of the heatmap as links: each shows what is behind its number. */
export function DomainTiles({
  label,
  tiles,
}: {
  readonly label: string;
  readonly tiles: readonly DomainTile[];
}): ReactNode {
  return (
    <nav aria-label={label}>
      <ul className={styles["tiles"]}>
        {tiles.map(({ column, label: name, cell, href, value, detail, isCurrent }) => (
          <li key={column} data-overall={column === "all"}>
            <a
              href={href}
              title={detail}
              aria-label={`${name}: ${value}. ${detail}`}
              {...(isCurrent ? { "aria-current": "true" as const } : {})}
            >
              <span className={styles["name"]}>
                <Breakable>{name}</Breakable>
              </span>
              <span
                className={styles["tile"]}
                {...(cell.percent === null
                  ? { "data-nothing": cell.duties === 0 ? "no-duties" : "unknown" }
                  : { "data-score": cell.percent })}
              >
                {cell.percent}
                {cell.unknownPercent > 0 && <span className={styles["bar"]} data-share={cell.unknownPercent} />}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
