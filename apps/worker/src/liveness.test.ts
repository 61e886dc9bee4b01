import { expect, test } from "vitest";
import type { Consumer } from "./consumers.ts";
import { watchConsumption } from "./liveness.ts";

test("a worker that stops taking jobs turns, and one that takes again is well", () => {
  let now = 0;
  let movedAt = 0;
  const consumer: Consumer = { concurrency: 2, active: () => 0, lastMovedAt: () => movedAt, close: async () => {} };
  const liveness = watchConsumption(consumer, 60_000, () => now);
  for (; now < 100_000; now += 1_000) liveness.seen(0);
  expect(liveness.problem()).toBeNull();
  for (; now < 150_000; now += 1_000) liveness.seen(3);
  expect(liveness.problem()).toBeNull();
  for (; now < 170_000; now += 1_000) liveness.seen(3);
  expect(liveness.problem()).toBe("jobs wait, hands are free, and nothing is taken");
  movedAt = now;
  expect(liveness.problem()).toBeNull();
  liveness.seen(0);
  now += 60_001;
  expect(liveness.problem()).toBe("redis has not answered");
});
