import "server-only";
import {
  listAccountNames,
  listCrawls,
  listUnits,
  type Organization,
  readTrend,
  type TenantTransaction,
  type Unit,
} from "@sekinin/db";
import { addDays } from "@sekinin/posture";
import { chooseOrganization } from "../choose-organization.ts";
import type { NothingToShow } from "../heatmap/nothing-yet.tsx";
import type { TrendSearch } from "./trend-search.ts";
import { type TrendView, trendView } from "./trend-view.ts";

/** What the page draws: a history, or why there is none. */
export type TrendPage =
  | {
      readonly kind: "trend";
      readonly organization: Organization;
      readonly organizationIds: readonly string[];
      readonly units: readonly Unit[];
      readonly view: TrendView;
      /** Of accounts that moved. */
      readonly accountNames: ReadonlyMap<string, string>;
    }
  | NothingToShow
  | { readonly kind: "foreign" };

/** Six statements. `today` is the calendar day in the tenant's zone. */
export async function readTrendPage(tx: TenantTransaction, search: TrendSearch, today: string): Promise<TrendPage> {
  const chosen = await chooseOrganization(tx, search.organizationId);
  if (chosen.kind !== "organization") return chosen;
  const { organization, organizationIds } = chosen;
  const { organizationId, rootId } = organization;
  if (organization.currentCrawlId === null) {
    const [latest] = await listCrawls(tx, { limit: 1 });
    return latest === undefined ? { kind: "not-connected" } : { kind: "waiting", latest };
  }
  const units = await listUnits(tx, organizationId);
  const nodeId = search.unitId ?? rootId;
  if (units.every((unit) => unit.nodeId !== nodeId)) return { kind: "foreign" };
  const range = { from: addDays(today, -search.range), to: today };
  const view = trendView(await readTrend(tx, { organizationId, nodeId, ...range }), range);
  const accountNames = await listAccountNames(tx, organizationId, view.movedAccountIds);
  return { kind: "trend", organization, organizationIds, units, view, accountNames };
}
