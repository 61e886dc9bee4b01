import type { Redis } from "ioredis";

const livesForMs = 10_000;

/** Who works on this installation, in Redis: it only bounds how many jobs lie ready, so that losing it loses nothing. */
export type WorkerDirectory = {
  /** Says that this process lives, with its hands. */
  register(): Promise<void>;
  /** Hands of all processes that registered lately. */
  hands(): Promise<number>;
  /** True where this process is the one that dispatches now; the right ends by itself. */
  mayDispatch(): Promise<boolean>;
  leave(): Promise<void>;
};

const leadScript = `
local owner = redis.call('GET', KEYS[1])
if owner == false or owner == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0`;

/** A sorted set of `<process>|<hands>` by Redis's own clock, and one key for the process that dispatches. */
export function redisWorkerDirectory(redis: Redis, prefix: string, processId: string, hands: number): WorkerDirectory {
  const workers = `${prefix}:workers`;
  const dispatcher = `${prefix}:dispatcher`;
  const member = `${processId}|${hands}`;
  const now = async () => {
    const [seconds, micros] = await redis.time();
    return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
  };
  return {
    async register() {
      const at = await now();
      await redis
        .multi()
        .zadd(workers, at, member)
        .zremrangebyscore(workers, "-inf", at - livesForMs)
        .exec();
    },
    async hands() {
      const members = await redis.zrangebyscore(workers, (await now()) - livesForMs, "+inf");
      return members.reduce((sum, entry) => sum + (Number(entry.split("|")[1]) || 0), 0);
    },
    async mayDispatch() {
      return (await redis.eval(leadScript, 1, dispatcher, processId, 5_000)) === 1;
    },
    async leave() {
      await redis.zrem(workers, member);
      if ((await redis.get(dispatcher)) === processId) await redis.del(dispatcher);
    },
  };
}
