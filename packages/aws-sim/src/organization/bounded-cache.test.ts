import { expect, test } from "vitest";
import { boundedCache } from "./bounded-cache.ts";

test("makes a value once while it is kept, and again after it was dropped", () => {
  const made: string[] = [];
  const get = boundedCache(2, (key) => {
    made.push(key);
    return { key };
  });
  const first = get("a");
  get("b");
  expect(get("a")).toBe(first);
  get("c");
  // `b` was used longest ago, so it is the one that went.
  expect(get("a")).toBe(first);
  get("b");
  expect(made).toEqual(["a", "b", "c", "b"]);
});
