import { randomUUID } from "node:crypto";
import { connect, createServer, type Server, type Socket } from "node:net";
import fc from "fast-check";
import { Redis } from "ioredis";
import { afterAll, afterEach, describe, expect, inject, test } from "vitest";
import { adaptation, freshState, type PaceKey, type Pacer, penalised, type RateState, takeTurn } from "./pacer.ts";
import { planOf } from "./plan-of.ts";
import { createProcessPacer } from "./process-pacer.ts";
import { createRedisPacer, type RedisPacer } from "./redis-pacer.ts";

const redisUrl = inject("redisUrl");
const redis = new Redis(redisUrl);
const keyPrefix = `test-pace-${randomUUID()}:`;
const never = new AbortController().signal;

const opened: RedisPacer[] = [];
function pacerAt(url: string, fallback: Pacer = noFallback): RedisPacer {
  const pacer = createRedisPacer({ redisUrl: url, fallback, keyPrefix });
  opened.push(pacer);
  return pacer;
}

/** Fails the test where Redis should have answered. */
const noFallback: Pacer = {
  take: () => Promise.reject(new Error("the fallback was asked")),
  penalise: () => Promise.reject(new Error("the fallback was asked")),
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((pacer) => pacer.close()));
});
afterAll(async () => {
  const keys = await redis.keys(`${keyPrefix}*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
});

const keyOf = (api: string, scope: string = randomUUID()): PaceKey => ({ scope, region: "eu-west-1", api });
const hashOf = (key: PaceKey) => `${keyPrefix}${planOf(key).name}`;

/** NaN where nothing is kept. */
async function stateOf(key: PaceKey): Promise<RateState> {
  const hash = await redis.hgetall(hashOf(key));
  const number = (name: string) => Number(hash[name]);
  return {
    dueAt: number("dueAt"),
    factor: number("factor"),
    factorAt: number("factorAt"),
    penalisedAt: number("penalisedAt"),
  };
}

/** Milliseconds until each of `count` calls, spread over the pacers, may go out; sorted. */
async function turns(pacers: readonly Pacer[], key: PaceKey, count: number): Promise<readonly number[]> {
  const start = performance.now();
  const one = async (index: number) => {
    await pacers[index % pacers.length]?.take(key, never);
    return performance.now() - start;
  };
  const at = await Promise.all(Array.from({ length: count }, (_, index) => one(index)));
  return at.toSorted((first, second) => first - second);
}

describe("the script", () => {
  test("has the arithmetic of takeTurn and penalised, step by step", async () => {
    const key = keyOf("account:ListRegions");
    const { plan } = planOf(key);
    const pacer = pacerAt(redisUrl);
    const steps = [
      "take",
      "take",
      "penalise",
      "take",
      "penalise",
      "take",
      "take",
      "pause",
      "penalise",
      "take",
      "pause",
      "take",
    ];
    // A throttle right after another changes nothing, not even the instant.
    const throttled = (from: RateState, to: RateState) =>
      to.penalisedAt === from.penalisedAt ? from : penalised(from, plan, to.factorAt);
    let before = freshState;
    for (const step of steps) {
      if (step === "pause") {
        await new Promise((resolve) => setTimeout(resolve, 600));
        continue;
      }
      await (step === "take" ? pacer.take(key, never) : pacer.penalise(key));
      const after = await stateOf(key);
      expectClose(after, step === "take" ? takeTurn(before, plan, after.factorAt).state : throttled(before, after));
      before = after;
    }
  });

  test("has it for any calls at any pace, also where a rate rises by millionths between two", async () => {
    const step = fc.record({
      verb: fc.constantFrom("take", "take", "take", "penalise"),
      gapMs: fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 300_000 })),
    });
    const apis = fc.constantFrom("account:ListRegions", "kms:DescribeKey", "rds:DescribeDBInstances");
    const pacer = pacerAt(redisUrl);
    await fc.assert(
      fc.asyncProperty(apis, fc.array(step, { minLength: 1, maxLength: 12 }), async (api, steps) => {
        const key = keyOf(api);
        const { plan } = planOf(key);
        await once(pacer, key, "take");
        for (const { verb, gapMs } of steps) {
          const before = await shifted(key, gapMs);
          await once(pacer, key, verb);
          const after = await stateOf(key);
          if (verb === "take") expectClose(after, takeTurn(before, plan, after.factorAt).state);
          else
            expectClose(
              after,
              after.penalisedAt === before.penalisedAt ? before : penalised(before, plan, after.factorAt),
            );
        }
      }),
      { numRuns: 25 },
    );
  });

  test("recovers at thousands of calls a second, each of which regains next to nothing", async () => {
    const key = keyOf("kms:DescribeKey");
    const pacer = pacerAt(redisUrl);
    await once(pacer, key, "penalise");
    await redis.hset(hashOf(key), "factor", String(adaptation.lowestFactor));
    const { factor, factorAt } = await stateOf(key);
    for (let each = 0; each < 1_000; each += 1) await once(pacer, key, "take");
    const after = await stateOf(key);
    const regained = 1.01 ** ((after.factorAt - factorAt) / 1_000);
    expect(regained).toBeGreaterThan(1);
    expect(after.factor / factor / regained).toBeCloseTo(1, 6);
  });

  /** One evaluation of the script: who would wait gives up. */
  async function once(pacer: Pacer, key: PaceKey, verb: string): Promise<void> {
    if (verb === "penalise") return pacer.penalise(key);
    const given = new AbortController();
    const taken = pacer.take(key, given.signal).catch(() => {});
    given.abort();
    await taken;
  }

  /** The kept state as it would be had it been written `ms` earlier. */
  async function shifted(key: PaceKey, ms: number): Promise<RateState> {
    const { dueAt, factorAt, penalisedAt } = await stateOf(key);
    const earlier = { dueAt: dueAt - ms, factorAt: factorAt - ms, penalisedAt: penalisedAt && penalisedAt - ms };
    await redis.hset(hashOf(key), Object.fromEntries(Object.entries(earlier).map(([name, at]) => [name, String(at)])));
    return stateOf(key);
  }

  test("keeps a rate until it has recovered", async () => {
    const key = keyOf("account:ListRegions");
    const pacer = pacerAt(redisUrl);
    await once(pacer, key, "penalise");
    // 1 s of burst at half the rate, 69.7 s to the full one, and two minutes.
    const left = await redis.pttl(hashOf(key));
    expect(left).toBeGreaterThan(185_000);
    expect(left).toBeLessThan(195_000);
  });

  function expectClose(actual: RateState, expected: RateState): void {
    expect(actual.dueAt).toBeCloseTo(expected.dueAt, 1);
    expect(actual.factor / expected.factor).toBeCloseTo(1, 6);
    expect(actual.penalisedAt).toBeCloseTo(expected.penalisedAt, 1);
  }

  test("uses Redis's clock, in milliseconds since the epoch, and lets the key die", async () => {
    const key = keyOf("kms:ListKeys");
    await pacerAt(redisUrl).take(key, never);
    const [seconds] = await redis.time();
    expect(Math.abs((await stateOf(key)).factorAt - Number(seconds) * 1_000)).toBeLessThan(5_000);
    const left = await redis.pttl(hashOf(key));
    expect(left).toBeGreaterThan(100_000);
    expect(left).toBeLessThanOrEqual(121_000);
  });
});

describe("two pacers on one Redis", () => {
  test("share one rate", async () => {
    const at = await turns([pacerAt(redisUrl), pacerAt(redisUrl)], keyOf("account:ListRegions"), 12);
    // 4/s and a burst of 4: alone, each would be done with its six after half a second.
    expect(at.filter((ms) => ms < 200)).toHaveLength(4);
    expect(at.at(-1)).toBeGreaterThan(1_900);
    expect(at.at(-1)).toBeLessThan(4_000);
  });

  test("and one throttle", async () => {
    const key = keyOf("ec2:DescribeVpcs");
    await pacerAt(redisUrl).penalise(key);
    // 16/s halved, no burst: six calls take some 600 ms, where a fresh rate lets 80 go at once.
    const at = await turns([pacerAt(redisUrl)], key, 6);
    expect(at.at(-1)).toBeGreaterThan(500);
    expect((await stateOf(key)).factor).toBeLessThan(0.6);
  });

  test("and keep organisations apart", async () => {
    const pacer = pacerAt(redisUrl);
    await turns([pacer], keyOf("organizations:DescribeOrganization", "o-one"), 1);
    const [first] = await turns([pacerAt(redisUrl)], keyOf("organizations:DescribeOrganization", "o-two"), 1);
    expect(first).toBeLessThan(400);
  });
});

describe("giving up", () => {
  test("a caller that waits ends at once, with the signal's reason, though Redis answers", async () => {
    const key = keyOf("organizations:DescribeOrganization");
    const pacer = pacerAt(redisUrl);
    await pacer.take(key, never);
    const end = new AbortController();
    const waiting = pacer.take(key, end.signal);
    const reason = new Error("the crawl was cancelled");
    setTimeout(() => end.abort(reason), 50);
    const startedAt = performance.now();
    await expect(waiting).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  test("a signal that ended already asks nothing of Redis", async () => {
    const key = keyOf("organizations:DescribeOrganization");
    await expect(pacerAt(redisUrl).take(key, AbortSignal.abort(new Error("over")))).rejects.toThrow("over");
    expect(await redis.exists(hashOf(key))).toBe(0);
  });
});

/** A way to Redis that can be cut, or go silent. */
async function openWay(): Promise<{
  url: string;
  port: number;
  setSilent(silent: boolean): void;
  close(): Promise<void>;
}> {
  const target = new URL(redisUrl);
  const sockets = new Set<Socket>();
  let silent = false;
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (bytes) => void (silent || upstream.write(bytes)));
    upstream.on("data", (bytes) => void (silent || client.write(bytes)));
  });
  const port = await listen(server, 0);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    setSilent(next) {
      silent = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

describe("without Redis", () => {
  /** Counts what the fallback was asked, and paces as it should. */
  function countingFallback(): Pacer & { taken: number; penalised: number } {
    const own = createProcessPacer();
    const counting = {
      taken: 0,
      penalised: 0,
      async take(key: PaceKey, signal: AbortSignal) {
        counting.taken += 1;
        await own.take(key, signal);
      },
      async penalise(key: PaceKey) {
        counting.penalised += 1;
        await own.penalise(key);
      },
    };
    return counting;
  }

  test("that was never there, calls are paced by the process alone", async () => {
    const way = await openWay();
    await way.close();
    const fallback = countingFallback();
    const key = keyOf("account:ListRegions");
    const pacer = pacerAt(way.url, fallback);
    const at = await turns([pacer], key, 6);
    expect(fallback.taken).toBe(6);
    expect(at.filter((ms) => ms < 2_500)).toHaveLength(6);
    expect(at.at(-1)).toBeGreaterThan(450);
    await pacer.penalise(key);
    expect(fallback.penalised).toBe(1);
  });

  test("that dies meanwhile, those who wait go on by the process's rate; when it is back, it counts again", async () => {
    const way = await openWay();
    const fallback = countingFallback();
    const pacer = pacerAt(way.url, fallback);
    const key = keyOf("kms:ListKeys");
    await pacer.take(key, never);
    expect(fallback.taken).toBe(0);
    await way.close();
    await pacer.take(key, never);
    expect(fallback.taken).toBe(1);
    // Once known to be away, it is not asked for each call.
    const at = await turns([pacer], key, 20);
    expect(fallback.taken).toBe(21);
    expect(at.at(-1)).toBeLessThan(500);

    const back = createServer((client) => {
      const upstream = connect(Number(new URL(redisUrl).port), new URL(redisUrl).hostname);
      client.pipe(upstream).pipe(client);
      for (const socket of [client, upstream]) socket.on("error", () => {});
      client.on("close", () => upstream.destroy());
    });
    await listen(back, way.port);
    await expect
      .poll(
        async () => {
          const before = fallback.taken;
          await pacer.take(key, never);
          return fallback.taken === before;
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true);
    await pacer.close();
    await new Promise((resolve) => back.close(resolve));
  });

  test("that takes commands and never answers, a call is held up for two seconds, once", async () => {
    const way = await openWay();
    const fallback = countingFallback();
    const pacer = pacerAt(way.url, fallback);
    const key = keyOf("kms:ListKeys");
    await pacer.take(key, never);
    way.setSilent(true);
    const [first = 0] = await turns([pacer], key, 1);
    expect(first).toBeGreaterThan(1_500);
    expect(first).toBeLessThan(4_000);
    const at = await turns([pacer], key, 10);
    expect(at.at(-1)).toBeLessThan(500);
    expect(fallback.taken).toBe(11);
    await pacer.close();
    await way.close();
  });
});
