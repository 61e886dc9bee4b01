import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Ends one session of this user; false where it is another's, absent or ended already. */
export async function revokeSession(
  tx: SystemTransaction,
  session: { readonly sessionId: string; readonly userId: string },
): Promise<boolean> {
  if (!isUuid(session.sessionId) || !isUuid(session.userId)) return false;
  const written = await execute(tx)`
    UPDATE sessions SET revoked_at = clock_timestamp()
    WHERE id = ${session.sessionId}::uuid AND user_id = ${session.userId}::uuid AND revoked_at IS NULL`;
  return written === 1;
}
