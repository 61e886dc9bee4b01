import { Redis } from "ioredis";
import { adaptation, type PaceKey, type Pacer, type Turn } from "./pacer.ts";
import { planOf } from "./plan-of.ts";
import { sleep } from "./sleep.ts";

/**
 * The arithmetic of `takeTurn` and `penalised` with Redis's own clock, so that machines need not agree on the time.
 * KEYS[1] the rate's hash; ARGV: perSecond, burst, take|penalise, lowestFactor, recoveryPerSecond, penaltyPauseMs,
 * horizonMs. Answers {granted, waitMs}; numbers travel as texts, since Lua's integers would lose the fraction. They are
 * kept to the last digit: what a low rate regains between two of many calls is less than a millionth.
 */
const script = `
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + tonumber(clock[2]) / 1000
local kept = redis.call('HMGET', KEYS[1], 'dueAt', 'factor', 'factorAt', 'penalisedAt')
local dueAt = tonumber(kept[1]) or 0
local factorAt = tonumber(kept[3]) or 0
local penalisedAt = tonumber(kept[4]) or 0
local perSecond, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local keptFactor = tonumber(kept[2]) or 1
local growth = 1 + tonumber(ARGV[5])
local factor = math.min(1, keptFactor * growth ^ (math.max(0, now - factorAt) / 1000))
local function dueAtFactor(share) return now + math.max(0, dueAt - now) * keptFactor / share end
local answer = {'1', '0'}
local interval = 1000 / (perSecond * factor)
if ARGV[3] == 'penalise' then
  if penalisedAt > 0 and now - penalisedAt < tonumber(ARGV[6]) then return answer end
  factor = math.max(tonumber(ARGV[4]), factor / 2)
  dueAt = math.max(dueAtFactor(factor), now + burst * 1000 / (perSecond * factor))
  penalisedAt = now
else
  dueAt = dueAtFactor(factor)
  local wait = math.max(0, dueAt - (burst - 1) * interval - now)
  local horizon = tonumber(ARGV[7])
  if wait > math.max(horizon, interval) then
    answer = {'0', tostring(math.min(wait, horizon))}
  else
    dueAt = dueAt + interval
    answer = {'1', tostring(wait)}
  end
end
local text = function(number) return string.format('%.17g', number) end
redis.call('HSET', KEYS[1], 'dueAt', text(dueAt), 'factor', text(factor), 'factorAt', text(now), 'penalisedAt', text(penalisedAt))
local recovery = -math.log(factor) / math.log(growth) * 1000
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(0, dueAt - now, recovery)) + 120000)
return answer
`;

/** How long a Redis that did not answer is left alone: each attempt would hold a call up. */
const awayMs = 5_000;

export type RedisPacer = Pacer & { close(): Promise<void> };

/**
 * A pacer that every process with the same Redis shares. Without an answer from Redis the calls are paced by
 * `fallback`: AWS's own throttles then keep several processes apart.
 */
export function createRedisPacer(options: {
  readonly redisUrl: string;
  readonly fallback: Pacer;
  readonly keyPrefix?: string;
}): RedisPacer {
  const { fallback, keyPrefix = "sekinin:pace:" } = options;
  const redis = new Redis(options.redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: true,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  // Without a listener ioredis prints every failed reconnection; what counts is that the call falls back.
  redis.on("error", () => {});
  const { lowestFactor, recoveryPerSecond, penaltyPauseMs, horizonMs } = adaptation;

  let askAgainAt = 0;
  const run = async (key: PaceKey, verb: "take" | "penalise"): Promise<Turn | null> => {
    if (performance.now() < askAgainAt) return null;
    const { name, plan } = planOf(key);
    const values = [plan.perSecond, plan.burst, verb, lowestFactor, recoveryPerSecond, penaltyPauseMs, horizonMs];
    try {
      return turnOf(await redis.eval(script, 1, `${keyPrefix}${name}`, ...values.map(String)));
    } catch {
      askAgainAt = performance.now() + awayMs;
      return null;
    }
  };

  return {
    async take(key, signal) {
      for (;;) {
        signal.throwIfAborted();
        const turn = await run(key, "take");
        if (turn === null) return fallback.take(key, signal);
        if (turn.waitMs > 0) await sleep(turn.waitMs, signal);
        if (turn.granted) return;
      }
    },
    async penalise(key) {
      if ((await run(key, "penalise")) === null) await fallback.penalise(key);
    },
    async close() {
      redis.disconnect();
    },
  };
}

function turnOf(answer: unknown): Turn | null {
  if (!Array.isArray(answer)) return null;
  const [granted, wait] = answer.map(String);
  const waitMs = Number(wait);
  return Number.isFinite(waitMs) && waitMs >= 0 ? { granted: granted === "1", waitMs } : null;
}
