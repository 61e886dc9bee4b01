import type { TenantTransaction } from "../transaction.ts";
import type { Disagreement } from "./disagreement.ts";
import { recountAccounts } from "./recount-accounts.ts";
import { recountDuties } from "./recount-duties.ts";
import { recountUnits } from "./recount-units.ts";

/**
 * Recounts every stored sum of this tenant from its sources, in statements and arithmetic of its own. Empty where all
 * agree; at most `limit` otherwise. Frozen accounts are left out: they are history.
 */
export async function recountTenant(
  tx: TenantTransaction,
  options: { readonly limit?: number } = {},
): Promise<Disagreement[]> {
  const found = [...(await recountDuties(tx)), ...(await recountAccounts(tx)), ...(await recountUnits(tx))];
  return found.slice(0, options.limit ?? 1_000);
}
