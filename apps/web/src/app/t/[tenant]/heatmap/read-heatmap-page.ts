import "server-only";
import {
  type CrawlProgress,
  type CrawlSummary,
  crawlProgress,
  type Heatmap,
  listAccountNames,
  listCrawls,
  listOrganizations,
  readHeatmap,
  type TenantTransaction,
} from "@sekinin/db";
import type { HeatmapNode, HeatmapView } from "@sekinin/ui";

/** What the page draws: a heatmap, or why there is none. */
export type HeatmapPage =
  | {
      readonly kind: "heatmap";
      readonly heatmap: Heatmap;
      readonly nodes: readonly HeatmapNode[];
      /** What is open: as the address says, or the first levels where it says nothing. */
      readonly opened: readonly string[];
      readonly accountNames: Readonly<Record<string, string>>;
      readonly organizationIds: readonly string[];
      /** Of the crawl that runs now. */
      readonly progress: CrawlProgress | null;
    }
  | { readonly kind: "not-connected" }
  | { readonly kind: "waiting"; readonly latest: CrawlSummary }
  | { readonly kind: "foreign" };

/** With more rows than this in the second level, a first visit opens the first level only. */
const mostByDefault = 60;

export async function readHeatmapPage(tx: TenantTransaction, view: HeatmapView): Promise<HeatmapPage> {
  const organizations = await listOrganizations(tx);
  const organization =
    view.organizationId === null
      ? organizations[0]
      : organizations.find(({ organizationId }) => organizationId === view.organizationId);
  if (organization === undefined) {
    if (view.organizationId !== null) return { kind: "foreign" };
    const [latest] = await listCrawls(tx, { limit: 1 });
    return latest === undefined ? { kind: "not-connected" } : { kind: "waiting", latest };
  }
  const { organizationId, rootId } = organization;
  const read = (parentIds: readonly string[]) => readHeatmap(tx, { organizationId, parentIds });
  let opened = view.opened ?? [rootId];
  let heatmap = await read(opened);
  if (heatmap === null) return { kind: "foreign" };
  const second = view.opened === null ? secondLevel(heatmap) : [];
  if (second.length > 0) {
    opened = [...opened, ...second];
    heatmap = (await read(opened)) ?? heatmap;
  }
  return {
    kind: "heatmap",
    heatmap,
    nodes: heatmap.rows.map(({ nodeId, ...row }) => ({ ...row, id: nodeId })),
    opened,
    accountNames: Object.fromEntries(await listAccountNames(tx, organizationId, worstAccounts(heatmap))),
    organizationIds: organizations.map((one) => one.organizationId),
    progress: heatmap.running === null ? null : await crawlProgress(tx, heatmap.running.id),
  };
}

function secondLevel({ rows }: Heatmap): string[] {
  const units = rows.filter((row) => row.kind === "organizational-unit" && row.childCount > 0);
  const more = units.reduce((sum, row) => sum + row.childCount, 0);
  return more + rows.length <= mostByDefault ? units.map((row) => row.nodeId) : [];
}

/** Accounts that cells name, of the OU rows: an account's own row names nobody else. */
function worstAccounts({ rows }: Heatmap): string[] {
  const ids = rows
    .filter((row) => row.kind !== "account")
    .flatMap((row) => Object.values(row.posture.worst).flatMap((worst) => (worst === null ? [] : [worst.accountId])));
  return [...new Set(ids)];
}
