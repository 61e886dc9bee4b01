import { randomUUID } from "node:crypto";
import { afterEach, expect, inject, test } from "vitest";
import { createLinkLimits, type LinkLimits } from "./link-limits.ts";

const open: LinkLimits[] = [];

function limits(redisUrl: string): LinkLimits {
  const made = createLinkLimits({ redisUrl, prefix: randomUUID() });
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});

async function countAllowed(limit: LinkLimits, address: string, tries: number): Promise<number> {
  let allowed = 0;
  for (let index = 0; index < tries; index += 1) if ((await limit.take(address)) === null) allowed += 1;
  return allowed;
}

test.each([
  { where: "in Redis", redisUrl: () => inject("redisUrl") },
  { where: "in memory while Redis is away", redisUrl: () => "redis://127.0.0.1:1" },
])("one address opens 300 links a minute, counted $where; another goes on", async ({ redisUrl }) => {
  const limit = limits(redisUrl());
  // Counts in memory until the connection stands: those of the first moments are not in Redis.
  await new Promise((wake) => setTimeout(wake, 300));
  expect(await countAllowed(limit, "198.51.100.1", 310)).toBe(300);
  const seconds = await limit.take("198.51.100.1");
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(await limit.take("203.0.113.9")).toBeNull();
});
