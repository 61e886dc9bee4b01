import { formatDay, formatTenths, signedTenths } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import { CauseTable } from "./cause-table.tsx";
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
        <CauseTable change={change} hrefOf={(cause) => causeHref(place, cause, change.since, range)} />
      )}
      <p className={styles["soft"]}>
        {t("change.known", { before: formatTenths(change.knownBefore), after: formatTenths(change.knownAfter) })}
      </p>
    </section>
  );
}
