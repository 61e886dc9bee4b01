import { expect, test } from "vitest";
import { countWorlds } from "../testing/count-worlds.ts";

const runs = 50_000;

test("50,000 random organisations, each with every request", { timeout: 600_000 }, () => {
  const counts = countWorlds(runs);
  expect(counts.stopped).toBeGreaterThan(runs / 10);
  expect(counts.escapes).toBeGreaterThan(runs / 50);
  expect(counts.open).toBeGreaterThan(runs / 10);
  expect(counts.unknown).toBe(0);
});
