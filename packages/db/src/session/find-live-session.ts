import { fromColumn, type Locale, type Theme } from "../locale.ts";
import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";
import type { User } from "../user/user.ts";
import type { Session } from "./session.ts";

export type LiveSession = { readonly session: Session; readonly user: User };

type Row = Session & {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly theme: string;
  readonly passwordChangedAt: Date;
};

/**
 * Null for a session that is revoked, expired, idle for 12 hours, or of a disabled user.
 * Times are the database's.
 */
export async function findLiveSession(tx: SystemTransaction, tokenHash: Uint8Array): Promise<LiveSession | null> {
  const [row] = await rows(tx)<Row>`
    SELECT s.id::text, s.user_id::text AS "userId", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
      s.expires_at AS "expiresAt", s.user_agent AS "userAgent",
      u.email, u.name, u.locale, u.theme, u.password_changed_at AS "passwordChangedAt"
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = ${new Uint8Array(tokenHash)} AND s.revoked_at IS NULL AND u.disabled_at IS NULL
      AND s.expires_at > clock_timestamp() AND s.last_seen_at > clock_timestamp() - interval '12 hours'`;
  if (row === undefined) return null;
  const { email, name, passwordChangedAt, ...session } = row;
  const user: User = {
    id: row.userId,
    email,
    name,
    locale: fromColumn<Locale>(row.locale),
    theme: fromColumn<Theme>(row.theme),
    disabledAt: null,
    passwordChangedAt,
  };
  const { id, userId, createdAt, lastSeenAt, expiresAt, userAgent } = session;
  return { session: { id, userId, createdAt, lastSeenAt, expiresAt, userAgent }, user };
}
