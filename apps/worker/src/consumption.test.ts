import { expect, test } from "vitest";
import { type Consumption, consumptionProblem } from "./consumption.ts";

const healthy: Consumption = {
  now: 1_000_000,
  redisSeenAt: 999_000,
  waitingSince: null,
  lastMovedAt: 0,
  active: 0,
  concurrency: 4,
};

test.each<{ given: string; state: Partial<Consumption>; problem: string | null }>([
  { given: "an idle process without work", state: {}, problem: null },
  { given: "work that waits since a second", state: { waitingSince: 999_000 }, problem: null },
  {
    given: "work that waits for long, taken all the time",
    state: { waitingSince: 0, lastMovedAt: 998_000 },
    problem: null,
  },
  { given: "work that waits for long while all hands are busy", state: { waitingSince: 0, active: 4 }, problem: null },
  {
    given: "work that waits for long with free hands",
    state: { waitingSince: 0, active: 1 },
    problem: "jobs wait, hands are free, and nothing is taken",
  },
  { given: "a Redis that hangs", state: { redisSeenAt: 900_000 }, problem: "redis has not answered" },
])("$given", ({ state, problem }) => {
  expect(consumptionProblem({ ...healthy, ...state })).toBe(problem);
});

test("the limit is the caller's, in milliseconds", () => {
  const state = { ...healthy, waitingSince: 990_000 };
  expect(consumptionProblem(state, 9_999)).not.toBeNull();
  expect(consumptionProblem(state, 10_000)).toBeNull();
});
