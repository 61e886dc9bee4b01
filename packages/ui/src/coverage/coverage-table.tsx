import type { ReactNode } from "react";
import styles from "./coverage.module.css";
import type { CoverageTexts } from "./coverage-texts.ts";
import { countsInWords } from "./coverage-words.ts";
import type { MatrixColumn, MatrixRow } from "./matrix-rows.ts";
import { objectiveHref, outcomeHref } from "./objective-href.ts";

type Props = {
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixColumn[];
  readonly texts: CoverageTexts;
  readonly base: string;
  readonly organizationId: string | null;
  readonly accountNames: Readonly<Record<string, string>>;
};

/** The matrix's twin: the same counts as words, to be read aloud, copied and printed. */
export function CoverageTable({ rows, columns, texts, base, organizationId, accountNames }: Props): ReactNode {
  return (
    // Scrolls sideways where it must, so that a keyboard has to get there.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles["tableFrame"]} aria-label={texts.caption} tabIndex={0}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{texts.objective}</th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={objectiveHref(base, row.id, { organizationId })}>{row.title}</a>
                {row.isLimited && <small>{texts.limited}</small>}
              </th>
              {row.cells.map(({ counts, worst }, at) => (
                <td key={columns[at]?.id ?? at}>
                  {countsInWords(counts, texts)}
                  {worst !== null && (
                    <small>
                      {texts.worst}{" "}
                      <a href={outcomeHref(base, row.id, worst, organizationId)}>{accountNames[worst] ?? worst}</a>
                    </small>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
