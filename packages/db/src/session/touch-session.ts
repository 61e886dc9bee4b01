import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Notes that the session was used, at most once a minute: a page's reads cost no write each. */
export async function touchSession(tx: SystemTransaction, sessionId: string): Promise<void> {
  if (!isUuid(sessionId)) return;
  await execute(tx)`
    UPDATE sessions SET last_seen_at = clock_timestamp()
    WHERE id = ${sessionId}::uuid AND revoked_at IS NULL AND last_seen_at < clock_timestamp() - interval '1 minute'`;
}
