import { signedTenths } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import styles from "./overview.module.css";
import type { CauseLine, ScoreChange } from "./overview-view.ts";

type Props = { change: ScoreChange; hrefOf: (cause: CauseLine["cause"]) => string };

/** Causes of a change of score in points; what stands at the foot is their sum. */
export async function CauseTable({ change, hrefOf }: Props) {
  const t = await getTranslations("overview");
  return (
    <table className={styles["causes"]}>
      <caption className="visually-hidden">{t("change.caption")}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t("change.cause")}</th>
          <th scope="col">{t("change.count")}</th>
          <th scope="col">{t("change.pointsHead")}</th>
        </tr>
      </thead>
      <tbody>
        {change.causes.map(({ cause, tenths, count }) => (
          <tr key={cause}>
            <th scope="row">
              <Link href={hrefOf(cause)}>{t(`causes.${cause}`)}</Link>
            </th>
            <td className={styles["count"]}>{count > 0 && t(`counts.${cause}`, { count })}</td>
            <td className={styles["points"]}>{signedTenths(tenths)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t("change.total")}
          </th>
          <td className={styles["points"]}>{signedTenths(change.after - change.before)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
