import { formatDay, formatTenths, signedTenths } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import styles from "./overview.module.css";
import { causeHref, type OverviewPlace } from "./overview-place.ts";
import type { OverviewChange } from "./overview-view.ts";

type Props = { place: OverviewPlace; change: OverviewChange | null; range: number; locale: Locale };

/** How the score changed, and the causes: what they add up to is what is said above them. */
export async function ChangePanel({ place, change, range, locale }: Props) {
  const t = await getTranslations("overview");
  if (change === null) {
    return (
      <section className={styles["panel"]} aria-labelledby="change-title">
        <h2 id="change-title">{t("change.title")}</h2>
        <p className={styles["soft"]}>{t("change.none")}</p>
      </section>
    );
  }
  const day = formatDay(change.since, { locale, zone: "UTC" });
  const total = change.after - change.before;
  return (
    <section className={styles["panel"]} aria-labelledby="change-title">
      <h2 id="change-title">{t("change.title")}</h2>
      <p className={styles["changeHead"]}>
        <strong>{t("change.points", { points: signedTenths(total), count: Math.abs(total) / 10 })}</strong>
        <span className={styles["soft"]}>
          {t(change.isFirst ? "change.sinceFirst" : "change.since", {
            day,
            before: formatTenths(change.before),
            after: formatTenths(change.after),
          })}
        </span>
      </p>
      {change.causes.length === 0 ? (
        <p className={styles["soft"]}>{t("change.nothing")}</p>
      ) : (
        <CauseTable place={place} change={change} range={range} />
      )}
      <p className={styles["soft"]}>
        {t("change.known", { before: formatTenths(change.knownBefore), after: formatTenths(change.knownAfter) })}
      </p>
    </section>
  );
}

async function CauseTable({ place, change, range }: { place: OverviewPlace; change: OverviewChange; range: number }) {
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
              <Link href={causeHref(place, cause, change.since, range)}>{t(`causes.${cause}`)}</Link>
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
