import type { TenantTransaction } from "../transaction.ts";
import type { Disagreement } from "./disagreement.ts";
import { recountAccounts } from "./recount-accounts.ts";
import { recountChanges } from "./recount-changes.ts";
import { recountControls } from "./recount-controls.ts";
import { recountCoverage } from "./recount-coverage.ts";
import { recountDuties } from "./recount-duties.ts";
import { recountHistory } from "./recount-history.ts";
import { recountUnits } from "./recount-units.ts";

/** `skippedDays`: days of OUs that cannot be recounted, since an account's row of the day was in no finalise by then. */
export type Verified = { readonly disagreements: readonly Disagreement[]; readonly skippedDays: number };

/**
 * Recounts every stored sum of this tenant from its sources, in statements and arithmetic of its own. No disagreement
 * where all agree; at most `limit` otherwise. Frozen accounts are left out: they are history.
 */
export async function verifyTenant(
  tx: TenantTransaction,
  options: { readonly limit?: number } = {},
): Promise<Verified> {
  const found = [
    ...(await recountDuties(tx)),
    ...(await recountAccounts(tx)),
    ...(await recountUnits(tx)),
    ...(await recountControls(tx)),
    ...(await recountChanges(tx)),
    ...(await recountCoverage(tx)),
  ];
  const { disagreements, skipped } = await recountHistory(tx);
  return { disagreements: [...found, ...disagreements].slice(0, options.limit ?? 1_000), skippedDays: skipped };
}
