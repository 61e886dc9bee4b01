import { execute } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Ends the request that a decision has answered; a newer one stays. False where there was none of that time. */
export async function settleCoverageRequest(
  tx: TenantTransaction,
  organizationId: string,
  requestedAt: Date,
): Promise<boolean> {
  const removed = await execute(tx)`
    DELETE FROM coverage_requests
    WHERE organization_id = ${organizationId} AND requested_at = ${requestedAt}::timestamptz`;
  return removed === 1;
}
