import type { AccountPage } from "@sekinin/db";
import { cellLines, cellValue, DomainTiles, heatmapCells, heatmapColumns, type VerdictKind } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import { heatmapTexts } from "../../heatmap/heatmap-texts.ts";
import styles from "./account.module.css";
import { type AccountView, accountAddress, verdictKinds } from "./account-search.ts";
import type { ControlGroup } from "./group-controls.ts";

type Props = {
  context: TenantContext;
  page: AccountPage;
  groups: readonly ControlGroup[];
  view: AccountView;
  base: string;
};

/** The account's row of the heatmap, and the choice of a verdict: both filter what is below, by the address. */
export async function DomainChoice({ context, page, groups, view, base }: Props) {
  const t = await getTranslations("account");
  const texts = await heatmapTexts(context.locale);
  const { sums } = page.account;
  // An account has nobody below it: no cell names a worst one.
  const nobody = Object.fromEntries(heatmapColumns.map((column) => [column, null])) as Record<
    (typeof heatmapColumns)[number],
    null
  >;
  const cells = heatmapCells({ sums, accounts: 1, worst: nobody });
  const tiles = heatmapColumns.map((column) => ({
    column,
    label: texts.columns[column],
    cell: cells[column],
    href: accountAddress(base, { ...view, domain: column === "all" ? null : column }),
    value: cellValue(cells[column], texts),
    detail: cellLines(cells[column], texts).join(", "),
    isCurrent: (view.domain ?? "all") === column,
  }));
  const inDomain = groups.filter((group) => view.domain === null || group.domain === view.domain);
  const count = (verdict: VerdictKind | null) =>
    inDomain.filter((group) => verdict === null || group.verdict === verdict).length;
  return (
    <div className={styles["choices"]}>
      <DomainTiles label={t("domains")} tiles={tiles} />
      <nav className={styles["verdicts"]} aria-label={t("filter")}>
        {[null, ...verdictKinds].map((verdict) => (
          <Link
            key={verdict ?? "all"}
            href={accountAddress(base, { ...view, verdict })}
            scroll={false}
            aria-current={view.verdict === verdict ? "true" : undefined}
          >
            {t(`verdict.${verdict ?? "all"}`)} <span className={styles["soft"]}>{count(verdict)}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}
