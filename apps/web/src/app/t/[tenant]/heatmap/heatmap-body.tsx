import { HeatmapLegend, HeatmapTable, type HeatmapView, heatmapColumns, heatmapRows, packRows } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import styles from "./heatmap.module.css";
import { heatmapTexts } from "./heatmap-texts.ts";
import { HeatmapWithRouter } from "./heatmap-view.tsx";
import type { HeatmapPage } from "./read-heatmap-page.ts";

type Props = {
  context: TenantContext;
  page: Extract<HeatmapPage, { kind: "heatmap" }>;
  view: HeatmapView;
  base: string;
};

/** The grid with its legend, or its twin of plain cells. */
export async function HeatmapBody({ context, page, view, base }: Props) {
  const t = await getTranslations("heatmap");
  const since = page.heatmap.rows.find((row) => row.before !== null)?.before?.day ?? null;
  const texts = await heatmapTexts(context.locale, since);
  const rows = heatmapRows(page.nodes, { opened: new Set(page.opened), sort: view.sort, locale: context.locale });
  const shared = {
    rows,
    columns: heatmapColumns,
    texts,
    accountBase: `/t/${context.tenant.slug}/accounts`,
    accountNames: page.accountNames,
  };
  if (view.table) return <HeatmapTable {...shared} organizationId={view.organizationId} />;
  return (
    <div className={styles["body"]}>
      <HeatmapWithRouter
        {...shared}
        rows={packRows(rows, heatmapColumns)}
        base={base}
        view={view}
        opened={page.opened}
      />
      <HeatmapLegend texts={texts.legend} />
      <p className={styles["keys"]}>{t("keys")}</p>
    </div>
  );
}
