import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

const macBytes = 32;
const keys = new Map<string, Buffer>();

/** A key per purpose, so that a token of one is nothing to the other. */
function keyOf(secret: string, purpose: string): Buffer {
  const name = `${purpose}\n${secret}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = Buffer.from(hkdfSync("sha256", Buffer.from(secret, "base64url"), "sekinin", purpose, 32));
  keys.set(name, key);
  return key;
}

function macOf(secret: string, purpose: string, body: Buffer): Buffer {
  return createHmac("sha256", keyOf(secret, purpose)).update(body).digest();
}

/** The body and its MAC as one base64url text. It never runs out: what it may do is decided when it is read. */
export function sealToken(secret: string, purpose: string, body: Buffer): string {
  return Buffer.concat([body, macOf(secret, purpose, body)]).toString("base64url");
}

/** The body of a token of this purpose, or null: another length, another spelling or another key. */
export function openToken(secret: string, purpose: string, bodyBytes: number, token: string): Buffer | null {
  const length = Math.ceil(((bodyBytes + macBytes) * 4) / 3);
  if (token.length !== length || !/^[A-Za-z0-9_-]+$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // The last character has bits to spare: only one spelling of a token is the token.
  if (bytes.toString("base64url") !== token) return null;
  const body = bytes.subarray(0, bodyBytes);
  return timingSafeEqual(macOf(secret, purpose, body), bytes.subarray(bodyBytes)) ? body : null;
}

/** 16 bytes of a UUID. */
export function uuidBytes(id: string): Buffer {
  const hex = id.replaceAll("-", "");
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new TypeError("not a UUID");
  return Buffer.from(hex, "hex");
}

/** The UUID that 16 bytes are. */
export function uuidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
