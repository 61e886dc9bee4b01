import fc from "fast-check";
import { checkWorld } from "./check-world.ts";
import { aWorld } from "./random-levels.ts";

/** Checks that many random worlds, and counts what was decided: a test that sees no way out proves nothing of them. */
export function countWorlds(numRuns: number): Readonly<Record<ReturnType<typeof checkWorld>, number>> {
  const counts = { stopped: 0, escapes: 0, open: 0, unknown: 0 };
  fc.assert(
    fc.property(aWorld, (world) => {
      counts[checkWorld(world)] += 1;
    }),
    { numRuns },
  );
  return counts;
}
