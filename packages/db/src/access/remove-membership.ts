import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** False where the user was no member. Holds from the next request on. */
export async function removeMembership(tx: TenantTransaction, userId: string): Promise<boolean> {
  if (!isUuid(userId)) return false;
  return (await execute(tx)`DELETE FROM memberships WHERE user_id = ${userId}::uuid`) === 1;
}
