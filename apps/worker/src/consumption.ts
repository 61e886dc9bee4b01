/** What liveness looks at. Instants are milliseconds of one monotonic clock; null: never. */
export type Consumption = {
  readonly now: number;
  /** Redis last answered. */
  readonly redisSeenAt: number;
  /** Since when jobs have been waiting without a break; null while none waits. */
  readonly waitingSince: number | null;
  /** This process last took or ended a job. */
  readonly lastMovedAt: number;
  readonly active: number;
  readonly concurrency: number;
};

/** Longer than a restart of Redis or Postgres, shorter than anybody's patience. */
export const stuckAfterMs = 60_000;

/**
 * Null while the process does its work, else what is wrong. A worker whose blocking read never settled after a
 * reconnect looks healthy in every other way: work waits, hands are free, and nothing is taken.
 */
export function consumptionProblem(state: Consumption, limitMs: number = stuckAfterMs): string | null {
  if (state.now - state.redisSeenAt > limitMs) return "redis has not answered";
  const idleMs = state.now - Math.max(state.lastMovedAt, state.waitingSince ?? state.now);
  if (state.waitingSince !== null && state.active < state.concurrency && idleMs > limitMs) {
    return "jobs wait, hands are free, and nothing is taken";
  }
  return null;
}
