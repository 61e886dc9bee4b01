import type { Redis } from "ioredis";
import type { PayloadRefusal } from "./parse-payload.ts";

/** A job that was refused. `data` is kept only where it is small: it is what an administrator would run again. */
export type DeadLetter = {
  readonly job: string;
  readonly id: string;
  readonly refusal: PayloadRefusal;
  readonly bytes: number;
  readonly at: string;
  readonly data: string | null;
};

export type DeadLetters = {
  add(letter: DeadLetter): Promise<void>;
  list(limit: number): Promise<DeadLetter[]>;
};

const kept = 1_000;

/** A capped list in Redis, newest first. Losing it loses no work: the work is in Postgres. */
export function redisDeadLetters(redis: Redis, prefix: string): DeadLetters {
  const key = `${prefix}:dead-letters`;
  return {
    async add(letter) {
      await redis
        .multi()
        .lpush(key, JSON.stringify(letter))
        .ltrim(key, 0, kept - 1)
        .exec();
    },
    async list(limit) {
      const rows = await redis.lrange(key, 0, limit - 1);
      return rows.map((row) => JSON.parse(row) as DeadLetter);
    },
  };
}
