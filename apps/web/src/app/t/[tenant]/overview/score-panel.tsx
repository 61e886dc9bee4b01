import { cellOf, overallSum } from "@sekinin/posture";
import { formatTenths, Sparkline, wholePercent } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import styles from "./overview.module.css";
import { type OverviewPlace, openFindingsHref } from "./overview-place.ts";
import { knownTenths, type OverviewView } from "./overview-view.ts";

/** The score, how much of everything it knows, and its last ninety days. */
export async function ScorePanel({ place, view }: { place: OverviewPlace; view: OverviewView }) {
  const t = await getTranslations("overview");
  const { posture } = place.root;
  const sum = overallSum(posture.sums);
  const { score } = cellOf(sum);
  const known = knownTenths(posture);
  const percent = score === null ? null : wholePercent(score);
  return (
    <section className={styles["panel"]} aria-labelledby="score-title">
      <h2 id="score-title">{t("score.title")}</h2>
      <Link href={place.hrefs.heatmap} className={styles["score"]}>
        {percent === null ? (
          <strong data-nothing="unknown">–</strong>
        ) : (
          <strong data-score={percent}>
            {percent}
            <small>{t("score.percent")}</small>
          </strong>
        )}
      </Link>
      <p className={styles["soft"]}>
        {known === null ? (
          t("score.noDuties")
        ) : (
          <Link href={place.hrefs.unread}>{t("score.known", { share: formatTenths(known) })}</Link>
        )}
        {sum.failed > 0 && (
          <>
            <br />
            <Link href={openFindingsHref(place, null)}>{t("score.failing", { count: sum.failed })}</Link>
          </>
        )}
      </p>
      {view.history.length > 1 && (
        <Link href={place.hrefs.trends} className={styles["figure"]}>
          <Sparkline label={t("score.history", { days: view.history.length })} values={view.history} width={190} />
          <span aria-hidden="true">{t("score.history", { days: view.history.length })}</span>
        </Link>
      )}
    </section>
  );
}
