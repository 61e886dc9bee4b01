import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adaptation, freshState, type Plan, penalised, type RateState, takeTurn } from "./pacer.ts";

const start = 1_000_000;
const plan: Plan = { perSecond: 4, burst: 3 };

/** Instants at which `count` calls that all ask at `asked` may go out, asking again when told to. */
function grants(state: RateState, rate: Plan, count: number, asked: number): { state: RateState; at: number[] } {
  const at: number[] = [];
  let now = asked;
  let current = state;
  while (at.length < count) {
    const taken = takeTurn(current, rate, now);
    current = taken.state;
    if (taken.turn.granted) at.push(now + taken.turn.waitMs);
    else now += taken.turn.waitMs;
  }
  return { state: current, at };
}

/** State after calls that used all of the burst and more. */
function afterThrottle(times = 1, now = start): RateState {
  let state = freshState;
  for (let each = 0; each < times; each += 1) {
    state = penalised(state, plan, now + each * adaptation.penaltyPauseMs);
  }
  return state;
}

const factorAt = (state: RateState, now: number) => takeTurn(state, plan, now).state.factor;

describe("a fresh rate", () => {
  test("lets the burst go at once and spaces what follows", () => {
    expect(grants(freshState, plan, 6, start).at).toEqual([start, start, start, start + 250, start + 500, start + 750]);
  });

  test("gains its burst back in rest, and no more than that", () => {
    const { state } = grants(freshState, plan, 3, start);
    expect(grants(state, plan, 4, start + 60_000).at).toEqual([60_000, 60_000, 60_000, 60_250].map((ms) => start + ms));
    const rested = grants(state, plan, 2, start + 250).at;
    expect(rested).toEqual([start + 250, start + 500]);
  });

  test("a caller far down the line asks again within the horizon", () => {
    let state = freshState;
    for (let each = 0; each < 7; each += 1) state = takeTurn(state, plan, start).state;
    const { turn, state: after } = takeTurn(state, plan, start);
    expect(turn).toEqual({ granted: false, waitMs: adaptation.horizonMs });
    // Who asks again takes no place in the line.
    expect(after.dueAt).toBeCloseTo(state.dueAt);
  });

  test("a rate slower than the horizon still grants", () => {
    const slow: Plan = { perSecond: 0.1, burst: 1 };
    expect(grants(freshState, slow, 3, start).at).toEqual([start, start + 10_000, start + 20_000]);
  });
});

test("no window holds more than the burst and the rate, however calls arrive", () => {
  const plans = fc.record({
    perSecond: fc.double({ min: 0.5, max: 500, noNaN: true }),
    burst: fc.integer({ min: 1, max: 40 }),
  });
  const gaps = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(plans, gaps, (rate, pauses) => {
      const out: number[] = [];
      let now = start;
      let state = freshState;
      for (const pause of pauses) {
        now += pause;
        const granted = grants(state, rate, 1, now);
        state = granted.state;
        out.push(...granted.at);
      }
      out.sort((one, other) => one - other);
      for (const [first, from] of out.entries()) {
        for (const [last, to] of out.entries()) {
          if (last < first) continue;
          const most = rate.burst + ((to - from) / 1_000) * rate.perSecond;
          expect(last - first + 1).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }),
    { numRuns: 60 },
  );
});

describe("a throttle", () => {
  test("halves the rate and takes the burst", () => {
    const state = afterThrottle();
    expect(state.factor).toBe(0.5);
    const [first = 0, second = 0] = grants(state, plan, 2, start).at;
    expect(first - start).toBeGreaterThanOrEqual(490);
    // Two calls a second instead of four; a little of the rate came back meanwhile.
    expect(second - first).toBeGreaterThan(450);
    expect(second - first).toBeLessThanOrEqual(500);
  });

  test("counts once for calls that were under way together", () => {
    const state = penalised(freshState, plan, start);
    expect(penalised(state, plan, start + adaptation.penaltyPauseMs - 1)).toEqual(state);
    expect(penalised(state, plan, start + adaptation.penaltyPauseMs).factor).toBeCloseTo(0.2512, 4);
  });

  test("halves again and again, but never to nothing", () => {
    expect(afterThrottle(40).factor).toBe(adaptation.lowestFactor);
    expect(grants(afterThrottle(40), plan, 1, start + 20_000).at[0]).toBeLessThan(start + 60_000);
  });

  test.each([0, 1, 3, 5, 7])("never lets the next call out sooner than before, with %d under way", (underWay) => {
    let state = freshState;
    for (let each = 0; each < underWay; each += 1) state = takeTurn(state, plan, start).state;
    const next = (from: RateState) => grants(from, plan, 1, start).at[0] ?? 0;
    expect(next(penalised(state, plan, start))).toBeGreaterThanOrEqual(next(state));
  });

  test.each([1, 2, 3, 5])("%d times over slows calls down and does not stop them", (times) => {
    const broad: Plan = { perSecond: 16, burst: 80 };
    let state = freshState;
    for (let each = 0; each < times; each += 1) state = penalised(state, broad, start + each * 500);
    const from = start + times * 500;
    const factor = 0.5 ** times;
    // So little is regained in ten seconds that its mean is about what it is after five.
    const expected = broad.perSecond * 10 * Math.min(1, factor * 1.01 ** 5);
    const out = grants(state, broad, 200, from).at.filter((at) => at <= from + 10_000).length;
    expect(out).toBeGreaterThan(expected * 0.8);
    expect(out).toBeLessThan(expected * 1.25 + 1);
  });

  test.each([
    { seconds: 0, factor: 0.5 },
    { seconds: 1, factor: 0.505 },
    { seconds: 10, factor: 0.5523 },
    { seconds: 69, factor: 0.9934 },
    { seconds: 70, factor: 1 },
    { seconds: 3_600, factor: 1 },
  ])("is forgotten bit by bit: $factor of the rate after $seconds s", ({ seconds, factor }) => {
    expect(factorAt(afterThrottle(), start + seconds * 1_000)).toBeCloseTo(factor, 4);
  });

  test("a low rate takes as long to double as a high one", () => {
    const low = afterThrottle(40);
    const doubled = factorAt(low, low.factorAt + 69_661);
    expect(doubled / low.factor).toBeCloseTo(2, 3);
  });

  test("recovers the same however often the rate is asked", () => {
    let state = afterThrottle();
    for (let ms = 0; ms <= 10_000; ms += 100) state = takeTurn(state, plan, start + ms).state;
    expect(state.factor).toBeCloseTo(factorAt(afterThrottle(), start + 10_000));
  });

  test("a clock that steps back gives nothing back and breaks nothing", () => {
    const state = afterThrottle();
    expect(factorAt(state, start - 3_600_000)).toBe(0.5);
    expect(takeTurn(state, plan, start - 3_600_000).turn).toEqual({ granted: false, waitMs: adaptation.horizonMs });
  });
});

test("against a service that lets a tenth of the plan through, 99 % of calls pass and its rate is used", () => {
  const service: Plan = { perSecond: 2, burst: 2 };
  const ours: Plan = { perSecond: 20, burst: 10 };
  let [tokens, refilledAt, state, now] = [service.burst, start, freshState, start];
  const counted = { calls: 0, throttles: 0 };
  while (now < start + 600_000) {
    const taken = takeTurn(state, ours, now);
    state = taken.state;
    now += taken.turn.waitMs;
    if (!taken.turn.granted) continue;
    tokens = Math.min(service.burst, tokens + ((now - refilledAt) / 1_000) * service.perSecond);
    refilledAt = now;
    const throttled = tokens < 1;
    if (throttled) state = penalised(state, ours, now);
    else tokens -= 1;
    if (now > start + 60_000) {
      counted.calls += 1;
      if (throttled) counted.throttles += 1;
    }
  }
  const passed = (counted.calls - counted.throttles) / 540;
  expect(passed).toBeGreaterThan(service.perSecond * 0.7);
  expect(counted.throttles / counted.calls).toBeLessThanOrEqual(0.01);
});
