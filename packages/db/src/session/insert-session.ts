import { Failure } from "@sekinin/config";
import { refuseAbsent } from "../refused-rows.ts";
import { boundedName, isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type Session, sessionColumns } from "./session.ts";

/** `tokenHash` is the SHA-256 of the token. Throws `not-found` where the user does not exist. */
export async function insertSession(
  tx: SystemTransaction,
  input: {
    readonly userId: string;
    readonly tokenHash: Uint8Array;
    readonly expiresAt: Date;
    readonly userAgent?: string | null;
  },
): Promise<Session> {
  if (!isUuid(input.userId)) throw new Failure("not-found");
  const userAgent = typeof input.userAgent === "string" ? boundedName(input.userAgent) : null;
  const tokenHash = new Uint8Array(input.tokenHash);
  const data = { userId: input.userId, tokenHash, expiresAt: input.expiresAt, userAgent };
  return refuseAbsent(() => tx.session.create({ data, select: sessionColumns }));
}
