import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterEach, expect, inject, test } from "vitest";
import { createSignInLimits, type SignInLimits } from "./sign-in-limits.ts";

const open: SignInLimits[] = [];

async function limits({ redisUrl = inject("redisUrl"), prefix = randomUUID() } = {}) {
  const made = createSignInLimits({ redisUrl, prefix });
  open.push(made);
  for (let tries = 0; tries < 50 && redisUrl === inject("redisUrl"); tries += 1) {
    if (
      await made.ping().then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return made;
}

async function countAllowed(limit: SignInLimits, attempts: { email: string; address: string }[]) {
  let allowed = 0;
  for (const attempt of attempts) if ((await limit.take(attempt)).allowed) allowed += 1;
  return allowed;
}

afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});

test("one user from one place: five guesses, then a wait that is told", async () => {
  const limit = await limits();
  const attempt = { email: "ciso@acme.example", address: "198.51.100.1" };
  expect(
    await countAllowed(
      limit,
      Array.from({ length: 20 }, () => attempt),
    ),
  ).toBe(5);
  const refused = await limit.take(attempt);
  expect(refused).toMatchObject({ allowed: false });
  expect(!refused.allowed && refused.retryAfterSeconds).toBeGreaterThan(800);
  expect((await limit.take({ ...attempt, address: "203.0.113.9" })).allowed).toBe(true);
});

test("one user from a thousand places: fifty guesses", async () => {
  const limit = await limits();
  const attempts = Array.from({ length: 1000 }, (_, index) => ({
    email: "a@acme.example",
    address: `10.0.${index >> 8}.${index & 255}`,
  }));
  expect(await countAllowed(limit, attempts)).toBe(50);
  expect((await limit.take({ email: "b@acme.example", address: "10.0.0.1" })).allowed).toBe(true);
});

test("a thousand users from one place: a hundred guesses", async () => {
  const limit = await limits();
  const attempts = Array.from({ length: 1000 }, (_, index) => ({
    email: `u${index}@acme.example`,
    address: "198.51.100.1",
  }));
  expect(await countAllowed(limit, attempts)).toBe(100);
  expect((await limit.take({ email: "u999@acme.example", address: "198.51.100.2" })).allowed).toBe(true);
});

test("success costs nothing: somebody who signs in all day is never refused", async () => {
  const limit = await limits();
  for (let round = 0; round < 120; round += 1) {
    const answer = await limit.take({ email: "ciso@acme.example", address: "198.51.100.1" });
    if (!answer.allowed) throw new Error(`refused in round ${round}`);
    await answer.forgive();
  }
});

test("two processes count together", async () => {
  const prefix = randomUUID();
  const [first, second] = [await limits({ prefix }), await limits({ prefix })];
  const attempt = { email: "ciso@acme.example", address: "198.51.100.1" };
  const allowed = await Promise.all([
    countAllowed(first, Array(5).fill(attempt)),
    countAllowed(second, Array(5).fill(attempt)),
  ]);
  expect(allowed[0] + allowed[1]).toBe(5);
});

test("without Redis it counts in memory, and says so when asked", async () => {
  const limit = await limits({ redisUrl: "redis://127.0.0.1:1" });
  await expect(limit.ping()).rejects.toBeInstanceOf(Error);
  const attempt = { email: "ciso@acme.example", address: "198.51.100.1" };
  expect(
    await countAllowed(
      limit,
      Array.from({ length: 20 }, () => attempt),
    ),
  ).toBe(5);
});

test("no address of a person or a machine stands in Redis", async () => {
  const prefix = randomUUID();
  const limit = await limits({ prefix });
  await limit.take({ email: "canary@acme.example", address: "198.51.100.77" });
  const redis = new Redis(inject("redisUrl"));
  const keys = await redis.keys(`${prefix}*`);
  redis.disconnect();
  expect(keys).toHaveLength(3);
  expect(keys.join("\n")).not.toMatch(/canary|198\.51/);
});
