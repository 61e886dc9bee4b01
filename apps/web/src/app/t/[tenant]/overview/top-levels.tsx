import type { HeatmapRow, Overview } from "@sekinin/db";
import {
  type HeatmapRow as DrawnRow,
  HeatmapLegend,
  HeatmapTiles,
  heatmapColumns,
  heatmapRows,
  Section,
} from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import { heatmapTexts } from "../heatmap/heatmap-texts.ts";
import { type OverviewPlace, tileHref } from "./overview-place.ts";

/** Rows below the root that one screen has room for. */
const mostRows = 12;

/** The root and what is directly below it; where that is too much, the lowest scores. */
export async function TopLevels({
  place,
  heatmap,
  locale,
}: {
  place: OverviewPlace;
  heatmap: Overview["heatmap"];
  locale: Locale;
}) {
  const t = await getTranslations("overview");
  const since = heatmap.rows.find((row) => row.before !== null)?.before?.day ?? null;
  const texts = await heatmapTexts(locale, since);
  const nodes = heatmap.rows
    // An OU without accounts has nothing to say on this screen.
    .filter((row) => row.accounts > 0 || row.kind === "root")
    .map(({ nodeId, ...row }: HeatmapRow) => ({ ...row, id: nodeId }));
  const all = heatmapRows(nodes, { opened: new Set([place.root.nodeId]), sort: null, locale });
  const rows = lowest(all);
  return (
    <Section
      title={t("levels.title")}
      aside={
        <Link href={place.hrefs.heatmap}>
          {rows.length < all.length ? t("levels.all", { count: all.length - 1 }) : t("levels.open")}
        </Link>
      }
    >
      <HeatmapTiles
        rows={rows}
        columns={heatmapColumns}
        texts={texts}
        hrefOf={(row, column) => tileHref(place, row, column)}
      />
      <HeatmapLegend texts={texts.legend} />
    </Section>
  );
}

function lowest(rows: readonly DrawnRow[]): DrawnRow[] {
  const [root, ...below] = rows;
  if (root === undefined || below.length <= mostRows) return [...rows];
  const percent = (row: DrawnRow) => row.cells.all.percent ?? 101;
  const kept = new Set([...below].sort((left, right) => percent(left) - percent(right)).slice(0, mostRows));
  return [root, ...below.filter((row) => kept.has(row))];
}
