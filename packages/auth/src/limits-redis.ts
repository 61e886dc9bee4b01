import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

/** How many are let through in `duration` seconds, and for how many more nobody is after that. */
export type LimitRule = { readonly points: number; readonly duration: number; readonly blockDuration?: number };

/** A connection for counting only: it gives up at once, because whoever counts goes on in memory. */
export function limitsRedis(redisUrl: string): Redis {
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2000,
    commandTimeout: 500,
    retryStrategy: (times) => Math.min(100 * times, 2000),
  });
  // Without a listener ioredis prints; each use sees the error itself and counts in memory.
  redis.on("error", () => undefined);
  return redis;
}

/** Counts in Redis, and in this process's memory while Redis is away. */
export function limiterOf(redis: Redis, keyPrefix: string, rule: LimitRule): RateLimiterRedis {
  return new RateLimiterRedis({
    ...rule,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    keyPrefix,
    insuranceLimiter: new RateLimiterMemory({ ...rule, keyPrefix }),
  });
}

/** A refusal of a limiter; whatever else it threw is thrown on. */
export function refusalOf(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}

/** Seconds until the next try may be let through, at least 1. */
export function secondsUntil({ msBeforeNext }: RateLimiterRes): number {
  return Math.ceil((msBeforeNext || 1000) / 1000);
}

/** Addresses of people have no business in Redis. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
