import fc from "fast-check";
import { expect, test } from "vitest";
import { createSessionToken, hashSessionToken } from "./session-token.ts";

test("tokens carry 256 bits and never come twice", () => {
  const tokens = Array.from({ length: 1000 }, createSessionToken);
  expect(new Set(tokens).size).toBe(1000);
  for (const token of tokens) expect(Buffer.from(token, "base64url")).toHaveLength(32);
});

test("a token's hash is the same each time, 32 bytes, and not the token", () => {
  const token = createSessionToken();
  const hash = hashSessionToken(token);
  expect(hash).toEqual(hashSessionToken(token));
  expect(hash).toHaveLength(32);
  expect(Buffer.from(hash ?? []).toString("base64url")).not.toBe(token);
});

test.each([
  { why: "empty", token: "" },
  { why: "too short", token: "a".repeat(42) },
  { why: "too long", token: "A".repeat(44) },
  { why: "ordinary base64", token: `${"A".repeat(41)}+/` },
  { why: "another spelling of the same bytes", token: `${"A".repeat(42)}B` },
  { why: "a JSON Web Token", token: "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0." },
  { why: "a line break at the end", token: `${"A".repeat(43)}\n` },
  { why: "an SQL text", token: "' or 1=1 --" },
])("$why is no token", ({ token }) => {
  expect(hashSessionToken(token)).toBeNull();
});

test("any change of one character is another hash or none", () => {
  const token = createSessionToken();
  const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  fc.assert(
    fc.property(fc.nat(42), fc.constantFrom(...characters.split("")), (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      if (changed === token) return;
      expect(hashSessionToken(changed)).not.toEqual(hashSessionToken(token));
    }),
  );
});
