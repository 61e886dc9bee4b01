import type { Database, Locale, Theme } from "@sekinin/db";
import {
  findLiveSession,
  insertSession,
  listSessionsOfUser,
  revokeSession,
  revokeSessionsOfUser,
  touchSession,
} from "@sekinin/db";
import { createSessionToken, hashSessionToken } from "./session-token.ts";

/** A session ends after this many days however it is used; unused ones end after 12 hours (`findLiveSession`). */
export const sessionDays = 7;

/** Writing "seen now" on each request would cost a write per page. */
const touchEveryMs = 5 * 60_000;

/** Who asks, as the session's row and the user's row say at this moment. */
export type SignedIn = {
  readonly userId: string;
  readonly sessionId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly theme: Theme;
};

/** One of a user's own sessions, for the list on the profile page. */
export type SessionInList = {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly userAgent: string | null;
};

/** Starts a session under a fresh token, which is returned and kept nowhere. */
export async function openSession(
  database: Database,
  { userId, userAgent }: { userId: string; userAgent: string | null },
): Promise<string> {
  const token = createSessionToken();
  const tokenHash = hashSessionToken(token);
  if (tokenHash === null) throw new Error("a fresh token has a wrong shape");
  await database.withSystem((tx) =>
    insertSession(tx, {
      userId,
      tokenHash,
      expiresAt: new Date(Date.now() + sessionDays * 86_400_000),
      userAgent: userAgent === null ? null : userAgent.slice(0, 300),
    }),
  );
  return token;
}

/** Whose token it is, or null: unknown, altered, revoked, expired, idle too long, or of a disabled user. */
export async function findSession(database: Database, token: string): Promise<SignedIn | null> {
  const tokenHash = hashSessionToken(token);
  if (tokenHash === null) return null;
  return database.withSystem(async (tx) => {
    const found = await findLiveSession(tx, tokenHash);
    if (found === null) return null;
    const { session, user } = found;
    if (Date.now() - session.lastSeenAt.getTime() > touchEveryMs) await touchSession(tx, session.id);
    return {
      userId: user.id,
      sessionId: session.id,
      email: user.email,
      name: user.name,
      locale: user.locale,
      theme: user.theme,
    };
  });
}

/** Ends one session of the user's own. False where it is none of theirs or has ended: another's id tells nothing. */
export async function endSession(
  database: Database,
  session: { readonly userId: string; readonly sessionId: string },
): Promise<boolean> {
  return database.withSystem((tx) => revokeSession(tx, session));
}

/** The user's live sessions, the last used first. */
export async function listOwnSessions(database: Database, userId: string): Promise<SessionInList[]> {
  const sessions = await database.withSystem((tx) => listSessionsOfUser(tx, userId));
  return sessions.map(({ id, createdAt, lastSeenAt, userAgent }) => ({ id, createdAt, lastSeenAt, userAgent }));
}

/** Ends all of the user's sessions, save the one to keep. */
export async function endSessionsOfUser(database: Database, userId: string, keepSessionId?: string): Promise<void> {
  await database.withSystem((tx) => revokeSessionsOfUser(tx, userId, keepSessionId));
}
