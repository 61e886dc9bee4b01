import { createHash } from "node:crypto";
import { mostConfirmationsADay } from "@sekinin/db";
import type { Redis } from "ioredis";

const daySeconds = 24 * 60 * 60;

/** The same mail counts once, however often it is composed; the first three of a day may be sent. */
const script = `
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then return 1 end
if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('SADD', KEYS[1], ARGV[1])
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
return 1`;

/**
 * Counts the mails that ask an address, over all tenants: nobody can have a stranger's mailbox filled by making teams
 * in many of them. Only the address's hash is kept, for a day.
 */
export function confirmationCount(redis: Redis, prefix: string) {
  return async (address: string, mailId: string): Promise<boolean> => {
    const hash = createHash("sha256").update(address).digest("base64url");
    const key = `${prefix}:confirmations:${hash}`;
    return (await redis.eval(script, 1, key, mailId, mostConfirmationsADay, daySeconds)) === 1;
  };
}
