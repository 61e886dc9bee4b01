import fc from "fast-check";
import { expect, test } from "vitest";
import { checkWorld } from "../testing/check-world.ts";
import { aWorld } from "../testing/random-levels.ts";

test("what is decided is what trying every request finds, both ways", () => {
  const counts = { stopped: 0, escapes: 0, open: 0, unknown: 0 };
  fc.assert(
    fc.property(aWorld, (world) => {
      counts[checkWorld(world)] += 1;
    }),
    { numRuns: 5_000 },
  );
  expect(counts.stopped).toBeGreaterThan(500);
  expect(counts.escapes).toBeGreaterThan(200);
  expect(counts.open).toBeGreaterThan(500);
  // Only what truly cannot be decided may be unknown.
  expect(counts.unknown).toBe(0);
});
