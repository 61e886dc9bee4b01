import { boundedName } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type Session, sessionColumns } from "./session.ts";

/** `tokenHash` is the SHA-256 of the token. */
export async function insertSession(
  tx: SystemTransaction,
  input: {
    readonly userId: string;
    readonly tokenHash: Uint8Array;
    readonly expiresAt: Date;
    readonly userAgent?: string | null;
  },
): Promise<Session> {
  const userAgent = input.userAgent == null ? null : boundedName(input.userAgent);
  const tokenHash = new Uint8Array(input.tokenHash);
  const data = { userId: input.userId, tokenHash, expiresAt: input.expiresAt, userAgent };
  return tx.session.create({ data, select: sessionColumns });
}
