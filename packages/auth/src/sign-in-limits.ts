import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { limiterOf, limitsRedis, refusalOf, secondsUntil, shortHash } from "./limits-redis.ts";

/** Who knocks: the e-mail address as typed or normalised, and the network address that it comes from. */
export type Attempt = { readonly email: string; readonly address: string };

export type LimitAnswer =
  | {
      readonly allowed: true /** Call it when the attempt succeeded: success costs nothing. */;
      forgive(): Promise<void>;
    }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

export type SignInLimits = {
  take(attempt: Attempt): Promise<LimitAnswer>;
  /** Throws where Redis does not answer within half a second; counting goes on in memory meanwhile. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Three counts. `pair` stops guessing at one user from one place without shutting the user out elsewhere;
 * `user` stops it from many places; `address` stops one place from trying many users.
 */
const rules = {
  pair: { points: 5, duration: 15 * 60, blockDuration: 15 * 60 },
  user: { points: 50, duration: 60 * 60 },
  address: { points: 100, duration: 15 * 60 },
} as const;
type Rule = keyof typeof rules;

/** Counts in Redis under `prefix`, and in this process's memory while Redis is away. */
export function createSignInLimits({
  redisUrl,
  prefix = "sekinin",
}: {
  redisUrl: string;
  prefix?: string;
}): SignInLimits {
  const redis = limitsRedis(redisUrl);
  const limiter = (rule: Rule) => limiterOf(redis, `${prefix}:sign-in:${rule}`, rules[rule]);
  const limiters = { pair: limiter("pair"), user: limiter("user"), address: limiter("address") };
  return {
    take: (attempt) => takeFrom(limiters, attempt),
    ping: async () => {
      await redis.ping();
    },
    close: async () => {
      redis.disconnect();
    },
  };
}

async function takeFrom(limiters: Record<Rule, RateLimiterAbstract>, attempt: Attempt): Promise<LimitAnswer> {
  const keys = {
    pair: shortHash(`${attempt.email}\n${attempt.address}`),
    user: shortHash(attempt.email),
    address: shortHash(attempt.address),
  };
  // In this order, and no further once refused: one place must not use up the user's count for everybody else.
  for (const rule of ["pair", "address", "user"] as const) {
    const refusal = await limiters[rule].consume(keys[rule]).then(() => null, refusalOf);
    if (refusal !== null) return { allowed: false, retryAfterSeconds: secondsUntil(refusal) };
  }
  return {
    allowed: true,
    forgive: async () => {
      await Promise.all([
        limiters.pair.delete(keys.pair),
        limiters.user.reward(keys.user),
        limiters.address.reward(keys.address),
      ]);
    },
  };
}
