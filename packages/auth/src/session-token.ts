import { createHash, randomBytes } from "node:crypto";

const tokenBytes = 32;

/** 256 random bits as 43 characters of base64url: the whole content of the session cookie. */
export function createSessionToken(): string {
  return randomBytes(tokenBytes).toString("base64url");
}

/** What the database keeps of a token (SHA-256), or null for a text that is none of ours in shape. */
export function hashSessionToken(token: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // The last character carries two idle bits: one token has one spelling.
  if (bytes.toString("base64url") !== token) return null;
  return Uint8Array.from(createHash("sha256").update(bytes).digest());
}
