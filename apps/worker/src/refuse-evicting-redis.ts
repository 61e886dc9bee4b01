import { Failure } from "@sekinin/config";
import type { Redis } from "ioredis";

/**
 * Throws `redis.evicts` where Redis may drop jobs when it is full. A managed Redis that forbids CONFIG is asked by
 * INFO instead; one that tells neither is refused too: a queue that may vanish is worse than a worker that is down.
 */
export async function refuseEvictingRedis(redis: Redis): Promise<void> {
  const policy = (await policyByConfig(redis)) ?? (await policyByInfo(redis));
  if (policy !== "noeviction") {
    throw new Failure("redis.evicts", {
      detail: { problem: `\`maxmemory-policy\` is \`${policy ?? "not readable"}\`.` },
    });
  }
}

async function policyByConfig(redis: Redis): Promise<string | null> {
  try {
    const answer: unknown = await redis.config("GET", "maxmemory-policy");
    return Array.isArray(answer) && typeof answer[1] === "string" ? answer[1] : null;
  } catch {
    // Only that the command is not allowed: a Redis that is away fails the next question as well.
    return null;
  }
}

async function policyByInfo(redis: Redis): Promise<string | null> {
  return /^maxmemory_policy:(\S+)/m.exec(await redis.info("memory"))?.[1] ?? null;
}
