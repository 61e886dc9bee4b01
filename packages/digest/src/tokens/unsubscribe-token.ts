import { openToken, sealToken, uuidBytes, uuidOf } from "./sealed-token.ts";

const purpose = "unsubscribe/1";

/** What an unsubscribe token names. */
export type UnsubscribeTarget = { readonly tenantId: string; readonly subscriptionId: string };

/** The last part of `/u/<token>`: works without a session, for years, and for this one subscription. */
export function unsubscribeToken(secret: string, { tenantId, subscriptionId }: UnsubscribeTarget): string {
  return sealToken(secret, purpose, Buffer.concat([uuidBytes(tenantId), uuidBytes(subscriptionId)]));
}

/** Null for anything that this installation did not make for unsubscribing. */
export function readUnsubscribeToken(secret: string, token: string): UnsubscribeTarget | null {
  const body = openToken(secret, purpose, 32, token);
  if (body === null) return null;
  return { tenantId: uuidOf(body.subarray(0, 16)), subscriptionId: uuidOf(body.subarray(16)) };
}
