import { getTranslations } from "next-intl/server";
import styles from "./trends.module.css";

/** What each line is, in words. */
export async function ScoreLegend({ domainNames }: { domainNames: readonly string[] }) {
  const t = await getTranslations("trends");
  const lines = [
    ["crawled", t("score.line")],
    ["carried", t("score.carriedLine")],
    ["real", t("score.realLine")],
    ...domainNames.map((name, at) => [`domain-${at}`, name]),
    ["mark", t("score.markLine")],
  ] as const;
  return (
    <ul className={styles["legend"]} aria-label={t("legend")}>
      {lines.map(([kind, text]) => (
        <li key={kind}>
          <svg width="26" height="10" viewBox="0 0 26 10" aria-hidden="true" focusable="false" data-line={kind}>
            {kind === "mark" ? <line x1="13" x2="13" y1="0" y2="10" /> : <line x1="1" x2="25" y1="5" y2="5" />}
            {kind === "crawled" && <circle cx="13" cy="5" r="2.5" />}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
