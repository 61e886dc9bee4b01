import "server-only";
import {
  type CrawlProgress,
  crawlProgress,
  type Heatmap,
  listAccountNames,
  listTeams,
  readHeatmap,
  type TenantTransaction,
} from "@sekinin/db";
import { type Party, partyOfKey } from "@sekinin/posture";
import type { HeatmapNode, HeatmapView } from "@sekinin/ui";
import { chooseOrganization } from "../choose-organization.ts";
import type { NothingToShow } from "./nothing-yet.tsx";
import { readPartyNodes } from "./party-nodes.ts";

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
      readonly teams: readonly { readonly id: string; readonly name: string }[];
      /** Whose part alone the cells show; null: everybody's, also before the first complete crawl. */
      readonly party: Party | null;
      /** False where the last crawl has not counted by control: a party's part is not known then. */
      readonly isCounted: boolean;
    }
  | NothingToShow
  | { readonly kind: "foreign" };

/** With more rows than this in the second level, a first visit opens the first level only. */
const mostByDefault = 60;

export async function readHeatmapPage(tx: TenantTransaction, view: HeatmapView): Promise<HeatmapPage> {
  const chosen = await chooseOrganization(tx, view.organizationId);
  if (chosen.kind !== "organization") return chosen;
  const { organizationId, rootId } = chosen.organization;
  const read = (parentIds: readonly string[]) => readHeatmap(tx, { organizationId, parentIds });
  let opened = view.opened ?? [rootId];
  let heatmap = await read(opened);
  if (heatmap === null) return { kind: "foreign" };
  const second = view.opened === null ? secondLevel(heatmap) : [];
  if (second.length > 0) {
    opened = [...opened, ...second];
    heatmap = (await read(opened)) ?? heatmap;
  }
  const party = heatmap.partial === null && view.party !== undefined ? partyOfKey(view.party) : null;
  return {
    kind: "heatmap",
    heatmap,
    ...(await readPartyNodes(tx, heatmap, party)),
    teams: await listTeams(tx),
    party,
    opened,
    accountNames: Object.fromEntries(await listAccountNames(tx, organizationId, worstAccounts(heatmap))),
    organizationIds: chosen.organizationIds,
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
