import { expect, test } from "vitest";
import { hashPassword, verifyNothing, verifyPassword } from "./password-hash.ts";

const password = "correct horse battery";

test("a hash is argon2id with the cost that we chose, salted, and opens for its own password only", async () => {
  const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword(first, password)).toBe(true);
  expect(await verifyPassword(first, `${password}!`)).toBe(false);
  expect(await verifyPassword(first, "")).toBe(false);
});

test("nothing is cut off at the end", async () => {
  const long = "abcd".repeat(32);
  const hashed = await hashPassword(long);
  expect(await verifyPassword(hashed, long)).toBe(true);
  expect(await verifyPassword(hashed, `${long.slice(0, -1)}e`)).toBe(false);
});

test("the keyboard does not matter", async () => {
  expect(await verifyPassword(await hashPassword("ｃｏｒｒｅｃｔ ｈｏｒｓｅ"), "correct horse")).toBe(true);
});

test.each(["", "plain text", "$argon2id$v=19$m=19456,t=2,p=1$broken", "$2b$10$abcdefghijklmnopqrstuv"])(
  "an unreadable hash `%s` opens for nothing",
  async (unreadable) => {
    expect(await verifyPassword(unreadable, password)).toBe(false);
  },
);

test("a megabyte is refused before any hashing", async () => {
  const megabyte = "a".repeat(1_048_576);
  const hashed = await hashPassword(password);
  await expect(hashPassword(megabyte)).rejects.toThrow(RangeError);
  const began = performance.now();
  expect(await verifyPassword(hashed, megabyte)).toBe(false);
  expect(performance.now() - began).toBeLessThan(5);
});

test("nobody's password takes as long as somebody's", async () => {
  const hashed = await hashPassword(password);
  await verifyNothing(password);
  const time = async (work: () => Promise<boolean>) => {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const began = performance.now();
      expect(await work()).toBe(false);
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[3] ?? 0;
  };
  const known = await time(() => verifyPassword(hashed, "wrong horse battery"));
  const unknown = await time(() => verifyNothing("wrong horse battery"));
  expect(unknown / known).toBeGreaterThan(0.4);
  expect(unknown / known).toBeLessThan(2.5);
});

test("a hundred at once all get their answer", async () => {
  const hashed = await hashPassword(password);
  const answers = await Promise.all(Array.from({ length: 100 }, () => verifyPassword(hashed, password)));
  expect(answers.every((answer) => answer)).toBe(true);
});
