import type { CoverageVerdict } from "@sekinin/guardrails/coverage";
import { domainTitles, responsibilityDomains } from "@sekinin/responsibility";
import {
  CoverageBadge,
  type CoverageTexts,
  type CoverageView,
  coverageHref,
  coverageParameters,
  wholeCoverage,
} from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import styles from "./coverage.module.css";

type StripProps = {
  readonly base: string;
  readonly view: CoverageView;
  readonly counts: Readonly<Record<CoverageVerdict, number>>;
  readonly texts: CoverageTexts;
};

const stripOrder = ["none", "partial", "unknown", "conditional", "enforced"] as const;

/** How many objectives stand at each verdict; each number narrows the matrix to them. */
export async function VerdictStrip({ base, view, counts, texts }: StripProps) {
  const t = await getTranslations("coverage");
  const href = (verdict: CoverageVerdict) => {
    const others = view.verdicts.filter((one) => one !== verdict);
    const verdicts = others.length === view.verdicts.length ? [...others, verdict] : others;
    return coverageHref(base, { ...view, verdicts });
  };
  return (
    <nav className={styles["strip"]} aria-label={t("strip")}>
      <span className={styles["stripLabel"]}>{t("strip")}</span>
      <ul>
        {stripOrder.map((verdict) => (
          <li key={verdict}>
            <Link
              href={href(verdict)}
              aria-current={view.verdicts.includes(verdict) ? "true" : undefined}
              aria-label={t("stripOne", { count: counts[verdict], verdict: texts.verdicts[verdict] })}
            >
              <strong>{counts[verdict]}</strong>
              <CoverageBadge verdict={verdict}>{texts.verdicts[verdict]}</CoverageBadge>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type FilterProps = { readonly base: string; readonly view: CoverageView; readonly locale: Locale };

const shown = new Set(["q", "domain", "provable"]);

/** Search and filters as one form that only changes the address: works without script. */
export async function CoverageFilters({ base, view, locale }: FilterProps) {
  const t = await getTranslations("coverage.filter");
  const isNarrowed = view.text !== null || view.domain !== null || view.provable !== null || view.verdicts.length > 0;
  const { opened, organizationId, sort, table } = view;
  return (
    // Fields keep what was typed when the page changes under them: a new address is a new form.
    <form method="get" action={base} className={styles["filters"]} key={coverageHref("", view)}>
      {coverageParameters(view)
        .filter(([name]) => !shown.has(name))
        .map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      <label className={styles["search"]}>
        <span>{t("text")}</span>
        <input type="search" name="q" maxLength={200} defaultValue={view.text ?? ""} placeholder={t("textHint")} />
      </label>
      <label>
        <span>{t("domain")}</span>
        <select name="domain" defaultValue={view.domain ?? ""}>
          <option value="">{t("any")}</option>
          {responsibilityDomains.map((domain) => (
            <option key={domain} value={domain}>
              {domainTitles[domain][locale]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("provable")}</span>
        <select name="provable" defaultValue={view.provable ?? ""}>
          <option value="">{t("any")}</option>
          <option value="full">{t("full")}</option>
          <option value="limited">{t("limited")}</option>
        </select>
      </label>
      <button type="submit">{t("apply")}</button>
      {isNarrowed && (
        <Link href={coverageHref(base, { ...wholeCoverage, opened, organizationId, sort, table })}>{t("clear")}</Link>
      )}
    </form>
  );
}
