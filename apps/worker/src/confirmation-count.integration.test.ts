import { Redis } from "ioredis";
import { afterAll, expect, inject, test } from "vitest";
import { confirmationCount } from "./confirmation-count.ts";
import { freshPrefix } from "./testing/worker-bench.ts";

const redis = new Redis(inject("redisUrl"));
afterAll(() => redis.quit());

test("an address is asked three times a day, whoever asks; the same mail counts once", async () => {
  const mayAsk = confirmationCount(redis, freshPrefix());
  const answers = [];
  for (const mail of ["m1", "m1", "m2", "m3", "m4", "m1", "m5"]) answers.push(await mayAsk("a@team.example", mail));
  expect(answers).toEqual([true, true, true, true, false, true, false]);
  expect(await mayAsk("b@team.example", "m4")).toBe(true);
});

test("thirty at the same moment are three, and the count ends with the day", async () => {
  const prefix = freshPrefix();
  const mayAsk = confirmationCount(redis, prefix);
  const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => mayAsk("a@team.example", `m${index}`)));
  expect(answers.filter(Boolean)).toHaveLength(3);
  const [key = "", ...more] = await redis.keys(`${prefix}:*`);
  expect(more).toEqual([]);
  expect(key).not.toContain("team.example");
  const seconds = await redis.ttl(key);
  expect(seconds).toBeGreaterThan(86_000);
  expect(seconds).toBeLessThanOrEqual(86_400);
});
