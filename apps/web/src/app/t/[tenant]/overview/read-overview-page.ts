import "server-only";
import { type Overview, readOverview, type TenantTransaction } from "@sekinin/db";
import { chooseOrganization } from "../choose-organization.ts";
import type { NothingToShow } from "../heatmap/nothing-yet.tsx";

/** What the page draws: the overview, or why there is none. */
export type OverviewPage =
  | { readonly kind: "overview"; readonly overview: Overview; readonly organizationIds: readonly string[] }
  | NothingToShow
  | { readonly kind: "foreign" };

/** Five statements. */
export async function readOverviewPage(
  tx: TenantTransaction,
  organizationId: string | null,
  now: Date,
): Promise<OverviewPage> {
  const chosen = await chooseOrganization(tx, organizationId);
  if (chosen.kind !== "organization") return chosen;
  const { organization, organizationIds } = chosen;
  const overview = await readOverview(tx, { ...organization, now });
  return overview === null ? { kind: "foreign" } : { kind: "overview", overview, organizationIds };
}
