import { limiterOf, limitsRedis, refusalOf, secondsUntil, shortHash } from "./limits-redis.ts";

/** Counts how often one network address opens links out of mails, which nobody signs in for. */
export type LinkLimits = {
  /** Null where it may go on; else the seconds to wait. */
  take(address: string): Promise<number | null>;
  close(): Promise<void>;
};

// A mail provider unsubscribes for all its users from few addresses; whoever tries tokens needs many more.
const rule = { points: 300, duration: 60 } as const;

/** Counts in Redis under `prefix`, and in this process's memory while Redis is away. */
export function createLinkLimits({ redisUrl, prefix = "sekinin" }: { redisUrl: string; prefix?: string }): LinkLimits {
  const redis = limitsRedis(redisUrl);
  const limiter = limiterOf(redis, `${prefix}:link`, rule);
  return {
    take: async (address) => {
      const refusal = await limiter.consume(shortHash(address)).then(() => null, refusalOf);
      return refusal === null ? null : secondsUntil(refusal);
    },
    close: async () => {
      redis.disconnect();
    },
  };
}
