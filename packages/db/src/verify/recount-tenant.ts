import type { TenantTransaction } from "../transaction.ts";
import type { Disagreement } from "./disagreement.ts";
import { verifyTenant } from "./verify-tenant.ts";

/** What `verifyTenant` found to differ; empty where everything agrees. */
export async function recountTenant(
  tx: TenantTransaction,
  options: { readonly limit?: number } = {},
): Promise<Disagreement[]> {
  const { disagreements } = await verifyTenant(tx, options);
  return [...disagreements];
}
