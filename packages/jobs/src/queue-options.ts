import type { JobsOptions } from "bullmq";
import type { RedisOptions } from "ioredis";
import type { JobDefinition } from "./define-job.ts";

/** What one job is added with. Nothing ended is kept: a kept job of the same id makes the next add a silent no-op. */
export function jobOptions<Payload>(
  definition: JobDefinition<Payload>,
  payload: Payload,
): JobsOptions & { jobId: string } {
  return {
    jobId: definition.key(payload),
    attempts: definition.attempts,
    backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: true,
  };
}

/**
 * Settings of a BullMQ worker. `maxStalledCount` is far above 1, BullMQ's default, with which a job whose
 * process was killed twice is failed for good; a crawl step is idempotent and fenced by its row.
 */
export const workerOptions = {
  maxStalledCount: 50,
  drainDelay: 2,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
} as const;

/** Milliseconds that a job stays with a process that vanished. Shorter than a step's lease: its row decides anyway. */
export const jobLockMs = 30_000;

/** A consumer waits for Redis as long as it takes; `socketTimeout` frees a slot that a hung Redis would hold for ever. */
export const consumerRedisOptions = {
  maxRetriesPerRequest: null,
  enableReadyCheck: true,
  keepAlive: 10_000,
  socketTimeout: 30_000,
  connectTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(2_000, 100 * 2 ** Math.min(attempt, 5)),
} as const satisfies RedisOptions;

/** A producer fails at once while Redis is away: the row stays, and the next second tries again. */
export const producerRedisOptions = {
  ...consumerRedisOptions,
  maxRetriesPerRequest: 1,
  enableOfflineQueue: false,
  commandTimeout: 5_000,
} as const satisfies RedisOptions;
