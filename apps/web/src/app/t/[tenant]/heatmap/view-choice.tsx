import { type HeatmapView, heatmapHref } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import styles from "./heatmap.module.css";

type Props = { base: string; view: HeatmapView; organizationIds: readonly string[] };

/** Heatmap or table, and which organisation where the tenant has several: all are addresses. */
export async function ViewChoice({ base, view, organizationIds }: Props) {
  const t = await getTranslations("heatmap");
  const current = view.organizationId ?? organizationIds[0];
  return (
    <>
      {organizationIds.length > 1 && (
        <nav className={styles["choice"]} aria-label={t("organization")}>
          {organizationIds.map((organizationId) => (
            <Link
              key={organizationId}
              href={heatmapHref(base, { ...view, organizationId, opened: null })}
              aria-current={organizationId === current ? "page" : undefined}
            >
              {organizationId}
            </Link>
          ))}
        </nav>
      )}
      <nav className={styles["choice"]} aria-label={t("views")}>
        {[false, true].map((table) => (
          <Link
            key={String(table)}
            href={heatmapHref(base, { ...view, table })}
            aria-current={view.table === table ? "page" : undefined}
          >
            {table ? t("asTable") : t("asHeatmap")}
          </Link>
        ))}
      </nav>
    </>
  );
}
