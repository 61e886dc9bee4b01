import "server-only";
import {
  type CoverageCounts,
  type Overview,
  readCoverageCounts,
  readOverview,
  type TenantTransaction,
} from "@sekinin/db";
import { chooseOrganization } from "../choose-organization.ts";
import type { NothingToShow } from "../heatmap/nothing-yet.tsx";

/** What the page draws: the overview, or why there is none. */
export type OverviewPage =
  | {
      readonly kind: "overview";
      readonly overview: Overview;
      readonly organizationIds: readonly string[];
      /** Accounts by verdict, by objective; null before coverage was decided. */
      readonly guardrails: CoverageCounts | null;
    }
  | NothingToShow
  | { readonly kind: "foreign" };

/** Six statements. */
export async function readOverviewPage(
  tx: TenantTransaction,
  organizationId: string | null,
  now: Date,
): Promise<OverviewPage> {
  const chosen = await chooseOrganization(tx, organizationId);
  if (chosen.kind !== "organization") return chosen;
  const { organization, organizationIds } = chosen;
  const overview = await readOverview(tx, { ...organization, now });
  if (overview === null) return { kind: "foreign" };
  const { organizationId: chosenId } = organization;
  const guardrails = await readCoverageCounts(tx, { organizationId: chosenId, nodeId: null });
  return { kind: "overview", overview, organizationIds, guardrails };
}
