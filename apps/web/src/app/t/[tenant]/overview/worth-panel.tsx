import type { WorthDoing } from "@sekinin/posture";
import { controlById, severityNames } from "@sekinin/responsibility";
import { SeverityBadge, signedTenths, tenthsOf } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import { controlHref } from "../findings/finding-search.ts";
import styles from "./overview.module.css";
import { type OverviewPlace, openFindingsHref } from "./overview-place.ts";

/** The controls whose mending raises the score most, each with what it takes and gives. */
export async function WorthPanel({
  place,
  worth,
  locale,
}: {
  place: OverviewPlace;
  worth: readonly WorthDoing[] | null;
  locale: Locale;
}) {
  const t = await getTranslations("overview");
  return (
    <section className={styles["panel"]} aria-labelledby="worth-title">
      <h2 id="worth-title">{t("worth.title")}</h2>
      {worth === null && <p className={styles["soft"]}>{t("worth.later")}</p>}
      {worth?.length === 0 && <p className={styles["soft"]}>{t("worth.none")}</p>}
      <ol className={styles["worth"]}>
        {worth?.map(({ controlId, gain, failingAccounts, failed }) => {
          const control = controlById(controlId);
          return (
            <li key={controlId}>
              <Link href={controlHref(place.tenant, controlId, { organization: place.organizationId })}>
                {control?.title[locale] ?? controlId}
              </Link>
              <span className={styles["gain"]}>{t("worth.gain", { points: signedTenths(tenthsOf(gain)) })}</span>
              <span className={styles["detail"]}>
                {control !== null && (
                  <SeverityBadge severity={control.severity}>{severityNames[control.severity][locale]}</SeverityBadge>
                )}
                <Link href={openFindingsHref(place, controlId)}>
                  {t("worth.mends", { accounts: failingAccounts, resources: failed })}
                </Link>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
