import { createHash } from "node:crypto";
import { openToken, sealToken, uuidBytes, uuidOf } from "./sealed-token.ts";

const purpose = "team-confirmation/1";
const validForMs = 7 * 24 * 60 * 60 * 1_000;

/** Whose address a confirmation is about. The address itself is in the token only as a hash. */
export type ConfirmationTarget = { readonly tenantId: string; readonly teamId: string };

function addressHash(address: string): Buffer {
  return createHash("sha256").update(address).digest().subarray(0, 16);
}

/** The last part of `/confirm/<token>`: good for seven days and for the address that it was mailed to. */
export function confirmationToken(
  secret: string,
  { tenantId, teamId, address, now }: ConfirmationTarget & { readonly address: string; readonly now: Date },
): string {
  const issued = Buffer.alloc(6);
  issued.writeUIntBE(now.getTime(), 0, 6);
  const body = Buffer.concat([uuidBytes(tenantId), uuidBytes(teamId), addressHash(address), issued]);
  return sealToken(secret, purpose, body);
}

/**
 * Null for anything that this installation did not make, or made more than seven days ago. `isFor` says whether the
 * team's present address is the one that was asked.
 */
export function readConfirmationToken(
  secret: string,
  token: string,
  now: Date,
): (ConfirmationTarget & { isFor(address: string): boolean }) | null {
  const body = openToken(secret, purpose, 54, token);
  if (body === null) return null;
  const age = now.getTime() - body.readUIntBE(48, 6);
  if (age < 0 || age > validForMs) return null;
  const hash = body.subarray(32, 48);
  return {
    tenantId: uuidOf(body.subarray(0, 16)),
    teamId: uuidOf(body.subarray(16, 32)),
    isFor: (address) => addressHash(address).equals(hash),
  };
}
