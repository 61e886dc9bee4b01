import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** False where there was no grant. Holds from the next request on. */
export async function revokeOperator(tx: TenantTransaction, operatorId: string): Promise<boolean> {
  if (!isUuid(operatorId)) return false;
  return (await execute(tx)`DELETE FROM operator_grants WHERE operator_id = ${operatorId}::uuid`) === 1;
}
