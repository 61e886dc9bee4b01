import { setMaxListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { publishedLimits } from "./limits.ts";
import { type PaceKey, type Pacer } from "./pacer.ts";
import { createProcessPacer } from "./process-pacer.ts";
import { sleep } from "./sleep.ts";
import { createSplitPacer } from "./split-pacer.ts";

const never = new AbortController().signal;
const key = (api: string, scope = "111122223333", region = "eu-west-1"): PaceKey => ({ scope, region, api });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  const left = vi.getTimerCount();
  vi.useRealTimers();
  if (left > 0) throw new Error(`${left} timers were left behind`);
});

/** A signal that hundreds wait on, which Node would otherwise take for a leak. */
function manyWaiting(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Timers run in whole milliseconds, and a rounding error makes a wait of one. */
const tickMs = 3;

/** Asks for `count` turns at once and lets time pass; the instants of the turns, in milliseconds from now. */
async function turns(pacer: Pacer, of: PaceKey, count: number, ms: number): Promise<readonly number[]> {
  const start = performance.now();
  const at: number[] = [];
  const end = manyWaiting();
  const asked = Array.from({ length: count }, () =>
    pacer.take(of, end.signal).then(
      () => at.push(performance.now() - start),
      () => {},
    ),
  );
  await vi.advanceTimersByTimeAsync(ms);
  end.abort();
  await Promise.all(asked);
  return at;
}

describe("rates of the published table, at 80 %", () => {
  test.each(publishedLimits.map((limit) => ({ ...limit, name: limit.actions[0] ?? "" })))(
    "$name: $perSecond/s, burst $burst",
    async ({ actions, perSecond, burst }) => {
      const planned = { perSecond: perSecond * 0.8, burst: Math.max(1, Math.floor(burst * 0.8)) };
      // Long enough for 40 calls beyond the burst.
      const ms = (40 / planned.perSecond) * 1_000;
      const pacer = createProcessPacer();
      const api = actions.at(-1) ?? "";
      const at = await turns(pacer, key(api), planned.burst + 60, ms);
      const atOnce = at.filter((instant) => instant <= tickMs).length;
      expect(atOnce).toBeGreaterThanOrEqual(planned.burst);
      expect(atOnce).toBeLessThanOrEqual(planned.burst + 1 + Math.ceil((tickMs / 1_000) * planned.perSecond));
      expect(at.length).toBeLessThanOrEqual(planned.burst + 41);
      expect(at.length).toBeGreaterThanOrEqual(planned.burst + 38 - Math.ceil((tickMs / 1_000) * planned.perSecond));
    },
  );

  test("DescribePolicy comes at 1.6/s, one after another", async () => {
    const at = await turns(createProcessPacer(), key("organizations:DescribePolicy"), 5, 3_000);
    expect(at).toEqual([0, 625, 1_250, 1_875, 2_500]);
  });

  test("what shares a row shares its rate", async () => {
    const pacer = createProcessPacer();
    const [one, other] = await Promise.all([
      turns(pacer, key("organizations:ListPolicies", "o-1"), 20, tickMs),
      turns(pacer, key("organizations:ListTargetsForPolicy", "o-1"), 20, tickMs),
    ]);
    expect(one.length + other.length).toBe(6);
  });

  test("accounts and Regions have rates of their own, save where AWS has one for all Regions", async () => {
    const pacer = createProcessPacer();
    const places = [
      key("lambda:GetPolicy"),
      key("lambda:GetPolicy", "444455556666"),
      key("lambda:GetPolicy", "111122223333", "us-east-1"),
    ];
    for (const place of places) expect(await turns(pacer, place, 20, tickMs)).toHaveLength(12);
    expect(await turns(pacer, key("iam:GetAccountSummary"), 20, tickMs)).toHaveLength(12);
    expect(await turns(pacer, key("iam:GetAccountSummary", "111122223333", "us-east-1"), 20, tickMs)).toHaveLength(0);
  });
});

describe("a throttle", () => {
  test("halves the rate, and the rate comes back", async () => {
    const pacer = createProcessPacer();
    const of = key("ec2:DescribeVpcs");
    await pacer.penalise(of);
    const slow = await turns(pacer, of, 40, 2_000);
    // 16/s planned: 8/s at first, 8.2/s after two seconds.
    expect(slow.length).toBeGreaterThanOrEqual(14);
    expect(slow.length).toBeLessThanOrEqual(19);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await turns(pacer, of, 200, tickMs)).toHaveLength(80);
  });

  test("slows those who wait already", async () => {
    const counts = { calm: 0, throttled: 0 };
    const end = manyWaiting();
    const asked = (["calm", "throttled"] as const).map((name) => {
      const pacer = createProcessPacer();
      const of = key("cloudtrail:DescribeTrails", name);
      const take = () =>
        pacer.take(of, end.signal).then(
          () => {
            counts[name] += 1;
          },
          () => {},
        );
      return { pacer, of, all: Promise.all(Array.from({ length: 60 }, take)) };
    });
    const [, throttled] = asked;
    for (let each = 0; each < 4; each += 1) {
      await throttled?.pacer.penalise(throttled.of);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    end.abort();
    await Promise.all(asked.map(({ all }) => all));
    // 8 at once and 8/s after them; the second's worth that had its turn already goes out all the same.
    expect(counts.calm).toBeGreaterThanOrEqual(38);
    expect(counts.throttled).toBeLessThanOrEqual(20);
    expect(counts.throttled).toBeGreaterThanOrEqual(8);
  });

  test("of one account leaves the others alone", async () => {
    const pacer = createProcessPacer();
    await pacer.penalise(key("ec2:DescribeVpcs"));
    expect(await turns(pacer, key("ec2:DescribeVpcs", "444455556666"), 100, tickMs)).toHaveLength(80);
    expect(await turns(pacer, key("ec2:DescribeSubnets"), 100, tickMs)).toHaveLength(80);
  });
});

describe("giving up", () => {
  const reason = new Error("the crawl was cancelled");

  test("a caller whose signal ended already takes no turn", async () => {
    const pacer = createProcessPacer();
    const of = key("organizations:DescribePolicy");
    await expect(pacer.take(of, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await turns(pacer, of, 3, tickMs)).toHaveLength(1);
  });

  test("a caller that waits ends at once, with the signal's reason", async () => {
    const pacer = createProcessPacer();
    const of = key("organizations:DescribeOrganization");
    await pacer.take(of, never);
    const end = new AbortController();
    const waiting = pacer.take(of, end.signal);
    end.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});

test("rates at rest are forgotten, those under way are not", async () => {
  let now = 0;
  const pacer = createProcessPacer(() => now);
  const of = key("organizations:DescribeOrganization");
  await pacer.take(of, never);
  // One sweep's worth of other rates, all within the same instant: the first one is still in use.
  for (let each = 0; each < 4_096; each += 1) await pacer.take(key("ec2:DescribeVpcs", String(each)), never);
  expect(await turns(pacer, of, 1, tickMs)).toEqual([]);
  // A minute later its sweep finds it, and it is as good as new.
  now = 120_000;
  for (let each = 0; each < 4_096; each += 1) await pacer.take(key("ec2:DescribeVpcs", String(each)), never);
  expect(await turns(pacer, of, 1, tickMs)).toHaveLength(1);
});

test("a rate that was throttled is not forgotten before it has recovered", async () => {
  let now = 0;
  const pacer = createProcessPacer(() => now);
  const of = key("ec2:DescribeVpcs");
  for (let each = 0; each < 5; each += 1) {
    await pacer.penalise(of);
    now += 1_000;
  }
  // Its burst is back after some minutes, its rate is not: a thirty-second needs almost six.
  now += 250_000;
  for (let each = 0; each < 4_096; each += 1) await pacer.take(key("kms:ListKeys", String(each)), never);
  // Half of 16/s comes after the burst; forgotten, it would be all of it.
  expect((await turns(pacer, of, 200, 2_000)).length).toBeLessThan(80 + 16 * 2 * 0.6);
});

describe("sleep", () => {
  test("ends after its time and leaves nothing behind", async () => {
    let done = false;
    const end = new AbortController();
    const slept = sleep(1_000, end.signal).then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await slept;
    end.abort();
  });

  test.each([
    { given: "before it begins", early: true },
    { given: "while it lasts", early: false },
  ])("rejects with the reason when it is aborted $given", async ({ early }) => {
    const end = new AbortController();
    if (early) end.abort(new Error("over"));
    const slept = sleep(1_000, end.signal);
    end.abort(new Error("over"));
    await expect(slept).rejects.toThrow("over");
  });
});

test.each([
  ["organizations:ListAccounts", "shared"],
  ["organizations:DescribePolicy", "shared"],
  ["sts:AssumeRole", "shared"],
  ["sts:GetCallerIdentity", "own"],
  ["ec2:DescribeVpcs", "own"],
  ["iam:ListOrganizationsFeatures", "own"],
  ["account:ListRegions", "own"],
])("%s is paced by the %s pacer", async (api, expected) => {
  const taken: string[] = [];
  const named = (name: string): Pacer => ({
    take: async (of) => void taken.push(`take ${name} ${of.api}`),
    penalise: async (of) => void taken.push(`penalise ${name} ${of.api}`),
  });
  const pacer = createSplitPacer(named("shared"), named("own"));
  await pacer.take(key(api), never);
  await pacer.penalise(key(api));
  expect(taken).toEqual([`take ${expected} ${api}`, `penalise ${expected} ${api}`]);
});
