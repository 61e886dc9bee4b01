import type { Consumer } from "./consumers.ts";
import { consumptionProblem } from "./consumption.ts";

export type Liveness = {
  /** Redis has answered, and this many jobs wait in it. */
  seen(waiting: number): void;
  problem(): string | null;
};

/** Remembers what the process saw of its queue, for `consumptionProblem`. */
export function watchConsumption(
  consumer: Consumer,
  limitMs: number,
  now: () => number = () => performance.now(),
): Liveness {
  let redisSeenAt = now();
  let waitingSince: number | null = null;
  return {
    seen(waiting) {
      redisSeenAt = now();
      waitingSince = waiting === 0 ? null : (waitingSince ?? now());
    },
    problem: () =>
      consumptionProblem(
        {
          now: now(),
          redisSeenAt,
          waitingSince,
          lastMovedAt: consumer.lastMovedAt(),
          active: consumer.active(),
          concurrency: consumer.concurrency,
        },
        limitMs,
      ),
  };
}
