import "server-only";
import {
  type CoveragePoint,
  listOrganizationChanges,
  listUnits,
  type Organization,
  readCoverageTrend,
  type StoredOrganizationChange,
  type TenantTransaction,
  type Unit,
} from "@sekinin/db";
import { addDays } from "@sekinin/posture";
import { chooseOrganization } from "../../choose-organization.ts";
import type { NothingToShow } from "../../heatmap/nothing-yet.tsx";
import type { HistoryView } from "./history-search.ts";

/** What changed in an organisation's guardrails, and how coverage went. */
export type HistoryPage =
  | {
      readonly kind: "history";
      readonly organization: Organization;
      readonly changes: readonly StoredOrganizationChange[];
      /** Null on the last page. */
      readonly next: string | null;
      readonly points: readonly CoveragePoint[];
      readonly from: string;
      readonly to: string;
      readonly units: readonly Unit[];
    }
  | NothingToShow
  | { readonly kind: "foreign" };

const ofPage = 30;

/** Four statements. `today` is a day in the tenant's zone. */
export async function readHistoryPage(tx: TenantTransaction, view: HistoryView, today: string): Promise<HistoryPage> {
  const chosen = await chooseOrganization(tx, view.organizationId);
  if (chosen.kind !== "organization") return chosen;
  const { organization } = chosen;
  const { organizationId } = organization;
  const { policyId, objectiveId, before, days } = view;
  const nodeId = view.nodeId ?? organization.rootId;
  const from = addDays(today, -days);
  // One more than is shown tells whether there are older ones.
  const found = await listOrganizationChanges(tx, { organizationId, policyId, objectiveId, before, limit: ofPage + 1 });
  const changes = found.slice(0, ofPage);
  return {
    kind: "history",
    organization,
    changes,
    next: found.length > ofPage ? (changes.at(-1)?.id ?? null) : null,
    points: await readCoverageTrend(tx, { organizationId, nodeId, objectiveId, from, to: today }),
    from,
    to: today,
    units: await listUnits(tx, organizationId),
  };
}
