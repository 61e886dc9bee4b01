import { TableFrame } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import styles from "./trends.module.css";

type Props = {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of each row is its head. */
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
};

/** A chart's numbers as a table: to be read aloud, copied and printed. */
export async function Twin({ caption, head, rows, note }: Props) {
  const t = await getTranslations("trends");
  return (
    <details className={styles["twin"]}>
      <summary>{t("table")}</summary>
      {note !== undefined && <p className={styles["soft"]}>{note}</p>}
      <div className={styles["twinRows"]}>
        <TableFrame label={caption}>
          <table>
            <thead>
              <tr>
                {head.map((text, at) => (
                  <th key={text} scope="col" className={at === 0 ? undefined : "number"}>
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first, ...cells]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {cells.map((cell, at) => (
                    <td key={head[at + 1]} className="number">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </div>
    </details>
  );
}
