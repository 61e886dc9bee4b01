import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { confirmationToken, readConfirmationToken } from "./confirmation-token.ts";
import { readUnsubscribeToken, unsubscribeToken } from "./unsubscribe-token.ts";

const secret = randomBytes(32).toString("base64url");
const other = randomBytes(32).toString("base64url");
const target = { tenantId: randomUUID(), subscriptionId: randomUUID() };
const now = new Date("2026-11-24T08:00:00Z");
const asked = { tenantId: target.tenantId, teamId: randomUUID(), address: "team@acme.example", now };
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1_000);

test("an unsubscribe token names its subscription, for ever, and fits a path", () => {
  const token = unsubscribeToken(secret, target);
  expect(token).toMatch(/^[A-Za-z0-9_-]{86}$/);
  expect(readUnsubscribeToken(secret, token)).toEqual(target);
  expect(unsubscribeToken(secret, target)).toBe(token);
});

test("the token of an installation's other secret, or of another purpose, is nothing", () => {
  expect(readUnsubscribeToken(other, unsubscribeToken(secret, target))).toBeNull();
  expect(readUnsubscribeToken(secret, confirmationToken(secret, asked))).toBeNull();
  expect(readConfirmationToken(secret, unsubscribeToken(secret, target), now)).toBeNull();
});

test("the ids of another subscription under this one's MAC are nothing", () => {
  const mine = Buffer.from(unsubscribeToken(secret, target), "base64url");
  const theirs = Buffer.from(unsubscribeToken(secret, { ...target, subscriptionId: randomUUID() }), "base64url");
  const mixed = Buffer.concat([theirs.subarray(0, 32), mine.subarray(32)]).toString("base64url");
  expect(readUnsubscribeToken(secret, mixed)).toBeNull();
});

test("one changed character, wherever, makes it nothing", () => {
  const tokens = [unsubscribeToken(secret, target), confirmationToken(secret, asked)];
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (const token of tokens) {
    for (let index = 0; index < token.length; index += 1) {
      for (const letter of alphabet.split("").filter((one) => one !== token[index])) {
        const changed = token.slice(0, index) + letter + token.slice(index + 1);
        expect(readUnsubscribeToken(secret, changed)).toBeNull();
        expect(readConfirmationToken(secret, changed, now)).toBeNull();
      }
    }
  }
});

test("any other text is nothing, and none throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.base64String()), (text) => {
      expect(readUnsubscribeToken(secret, text)).toBeNull();
      expect(readConfirmationToken(secret, text, now)).toBeNull();
    }),
  );
});

test("a confirmation is good for seven days, and for the address that was asked", () => {
  const token = confirmationToken(secret, asked);
  const read = readConfirmationToken(secret, token, later(6.9));
  expect(read).toMatchObject({ tenantId: asked.tenantId, teamId: asked.teamId });
  expect([read?.isFor("team@acme.example"), read?.isFor("evil@acme.example")]).toEqual([true, false]);
  expect(readConfirmationToken(secret, token, later(7.1))).toBeNull();
  expect(readConfirmationToken(secret, token, later(-1))).toBeNull();
});

test("an id that is none makes no token", () => {
  expect(() => unsubscribeToken(secret, { tenantId: "x", subscriptionId: randomUUID() })).toThrow(TypeError);
});
