import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Ends every session of a user save one, and says how many. */
export async function revokeSessionsOfUser(
  tx: SystemTransaction,
  userId: string,
  exceptSessionId: string | null = null,
): Promise<number> {
  if (!isUuid(userId)) return 0;
  const except = exceptSessionId !== null && isUuid(exceptSessionId) ? exceptSessionId : null;
  return execute(tx)`
    UPDATE sessions SET revoked_at = clock_timestamp()
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND id IS DISTINCT FROM ${except}::uuid`;
}
