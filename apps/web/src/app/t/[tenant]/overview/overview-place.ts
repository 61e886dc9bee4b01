import type { HeatmapRow, Overview } from "@sekinin/db";
import { type HeatmapColumn, heatmapHref } from "@sekinin/ui";
import { findingsAfterHref, findingsHref } from "../findings/finding-search.ts";
import type { CauseLine } from "./overview-view.ts";

/** Where the numbers of an overview lead. */
export type OverviewPlace = {
  readonly tenant: string;
  /** As the address says; null where it says nothing. */
  readonly organizationId: string | null;
  readonly root: HeatmapRow;
  readonly hrefs: {
    readonly heatmap: string;
    readonly trends: string;
    /** What could not be read: the crawl's page. */
    readonly unread: string;
  };
};

export function overviewPlace(
  tenant: string,
  organizationId: string | null,
  root: HeatmapRow,
  { heatmap }: Pick<Overview, "heatmap">,
): OverviewPlace {
  const base = `/t/${tenant}`;
  const query = organizationId === null ? "" : `?organization=${organizationId}`;
  const crawlId = heatmap.crawl?.id ?? heatmap.running?.id;
  return {
    tenant,
    organizationId,
    root,
    hrefs: {
      heatmap: `${base}/heatmap${query}`,
      trends: `${base}/trends${query}`,
      unread: crawlId === undefined ? `${base}/crawls` : `${base}/crawls/${crawlId}`,
    },
  };
}

/** A tile opens the heatmap with its OU open, worst first in its column; an account's opens the account. */
export function tileHref(
  { tenant, organizationId, root }: OverviewPlace,
  row: Pick<HeatmapRow, "kind"> & { readonly id: string },
  column: HeatmapColumn,
): string {
  const query = organizationId === null ? [] : [["organization", organizationId]];
  if (row.kind === "account") {
    const parameters = new URLSearchParams([...query, ...(column === "all" ? [] : [["domain", column]])]);
    return `/t/${tenant}/accounts/${row.id}${parameters.size === 0 ? "" : `?${parameters}`}`;
  }
  return heatmapHref(`/t/${tenant}/heatmap`, {
    organizationId,
    opened: row.kind === "root" ? [root.nodeId] : [root.nodeId, row.id],
    sort: column === "all" ? null : { column, direction: "ascending" },
    table: false,
  });
}

/** What a cause is made of: findings, accounts, what was read, or the trend that tells the days. */
export function causeHref(place: OverviewPlace, cause: CauseLine["cause"], since: string, range: number): string {
  const organization = place.organizationId;
  if (cause === "new-findings") return findingsAfterHref(place.tenant, "opened", since, { organization });
  if (cause === "mended") return findingsAfterHref(place.tenant, "resolved", since, { organization });
  if (cause === "visibility-lost") return place.hrefs.unread;
  const query = new URLSearchParams(organization === null ? [] : [["organization", organization]]);
  query.set("range", String(range));
  return `/t/${place.tenant}/trends?${query}`;
}

/** Open findings, of one control where it is named. */
export function openFindingsHref({ tenant, organizationId }: OverviewPlace, control: string | null): string {
  return findingsHref(tenant, {
    organization: organizationId,
    ...(control === null ? {} : { control, view: "list" }),
  });
}
