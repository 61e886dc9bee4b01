import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import type { Session } from "./session.ts";

/** Sessions that still hold, the last used first. */
export async function listSessionsOfUser(tx: SystemTransaction, userId: string): Promise<Session[]> {
  if (!isUuid(userId)) return [];
  return rows(tx)<Session>`
    SELECT id::text, user_id::text AS "userId", created_at AS "createdAt", last_seen_at AS "lastSeenAt",
      expires_at AS "expiresAt", user_agent AS "userAgent"
    FROM sessions
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND expires_at > clock_timestamp()
      AND last_seen_at > clock_timestamp() - interval '12 hours'
    ORDER BY last_seen_at DESC, id LIMIT 100`;
}
