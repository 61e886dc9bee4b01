import { randomBytes } from "node:crypto";
import type { SessionPolicy } from "./session-policy.ts";

/** The installation's own identity: every access key that the simulator did not issue. It may only call STS. */
export const installationAccountId = "999999999999";
export const installationRoleArn = `arn:aws:iam::${installationAccountId}:role/sekinin`;
export const installationCallerArn = `arn:aws:sts::${installationAccountId}:assumed-role/sekinin/installation`;

/** What a request's Authorization header says: SigV4 signing name and Region come from its credential scope. */
export type Signed = { readonly accessKeyId: string; readonly region: string; readonly service: string };

/** One assumed role. `expiresAt` is milliseconds since the epoch; a fault may bring it forward. */
export type Session = {
  readonly accessKeyId: string;
  readonly token: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly roleArn: string;
  readonly callerArn: string;
  readonly userId: string;
  readonly policy: SessionPolicy | null;
  expiresAt: number;
};

export type Caller =
  | { readonly kind: "installation" }
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "expired"; readonly session: Session }
  | { readonly kind: "unknown" };

export type SessionStore = {
  issue(session: Omit<Session, "accessKeyId" | "token">): {
    readonly session: Session;
    readonly secretAccessKey: string;
  };
  /** Signatures are not verified, but a key of ours must come with the token that was issued with it. */
  find(accessKeyId: string, token: string | undefined, now: number): Caller;
  /** A session again after something may have ended it. */
  recheck(session: Session, now: number): Caller;
  /** Ends every session of this account now. */
  expire(accountId: string): void;
};

const credential = /Credential=([^/\s]+)\/\d{8}\/([^/\s]+)\/([^/\s]+)\/aws4_request/;

export function readSigned(authorization: string | undefined): Signed | undefined {
  const found = authorization === undefined ? null : credential.exec(authorization);
  const [, accessKeyId, region, service] = found ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}

/** Sessions that ended an hour ago or more are forgotten when there are many, as AWS forgets them. */
const sweepAbove = 100_000;

export function createSessionStore(): SessionStore {
  const sessions = new Map<string, Session>();
  return {
    issue(given) {
      if (sessions.size >= sweepAbove) forgetEnded(sessions, Date.now());
      const session: Session = {
        ...given,
        accessKeyId: `ASIA${base32(10)}`,
        token: `IQoJb3JpZ2luX2VjE${randomBytes(48).toString("base64")}`,
      };
      sessions.set(session.accessKeyId, session);
      return { session, secretAccessKey: randomBytes(30).toString("base64") };
    },
    find(accessKeyId, token, now) {
      const session = sessions.get(accessKeyId);
      if (session === undefined) return { kind: accessKeyId.startsWith("ASIA") ? "unknown" : "installation" };
      if (session.token !== token) return { kind: "unknown" };
      return { kind: session.expiresAt <= now ? "expired" : "session", session };
    },
    recheck: (session, now) => ({ kind: session.expiresAt <= now ? "expired" : "session", session }),
    expire(accountId) {
      for (const session of sessions.values()) if (session.accountId === accountId) session.expiresAt = 0;
    },
  };
}

function forgetEnded(sessions: Map<string, Session>, now: number): void {
  for (const [key, session] of sessions) if (session.expiresAt < now - 3_600_000) sessions.delete(key);
}

const base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes: number): string {
  let out = "";
  for (const byte of randomBytes(bytes + 6)) out += base32Letters[byte & 31];
  return out;
}
