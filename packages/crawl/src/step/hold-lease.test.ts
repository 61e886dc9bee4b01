import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdLease, type LeaseCalls, StepInterrupted } from "./hold-lease.ts";

const times = { leaseSeconds: 60, renewSeconds: 15, watchSeconds: 2 };
const quiet: LeaseCalls = { renew: async () => "renewed", isCancelled: async () => false };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function hold(calls: Partial<LeaseCalls>) {
  const stop = new AbortController();
  const lease = holdLease({ ...quiet, ...calls }, times, stop.signal);
  const interruption = () =>
    lease.signal.reason instanceof StepInterrupted ? lease.signal.reason.interruption : undefined;
  return { lease, stop, interruption };
}

test("a lease is renewed every 15 s or a watch later, and never aborted while it holds", async () => {
  const renew = vi.fn(async () => "renewed" as const);
  const { lease } = hold({ renew });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(renew.mock.calls.length).toBeGreaterThanOrEqual(7);
  expect(renew.mock.calls.length).toBeLessThanOrEqual(8);
  expect(lease.signal.aborted).toBe(false);
  await lease.release();
});

test.each([
  { renewal: "lost" as const, expected: "lease-lost" },
  { renewal: "cancelled" as const, expected: "cancelled" },
])("a renewal that answers `$renewal` aborts the work", async ({ renewal, expected }) => {
  const { lease, interruption } = hold({ renew: async () => renewal });
  await vi.advanceTimersByTimeAsync(18_000);
  expect(interruption()).toBe(expected);
  await lease.release();
});

test("a cancelled crawl aborts the work within 5 s", async () => {
  let cancelled = false;
  const { lease, interruption } = hold({ isCancelled: async () => cancelled });
  await vi.advanceTimersByTimeAsync(7_000);
  cancelled = true;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(interruption()).toBe("cancelled");
  await lease.release();
});

test.each([
  { given: "that throws", isCancelled: () => Promise.reject(new Error("database away")) },
  { given: "that hangs", isCancelled: () => new Promise<boolean>(() => {}) },
])("a database $given keeps the lease until it has ended, not longer", async ({ isCancelled }) => {
  const { lease, interruption } = hold({ isCancelled });
  await vi.advanceTimersByTimeAsync(58_000);
  expect(lease.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(interruption()).toBe("lease-lost");
});

test("a database that comes back in time costs nothing", async () => {
  let away = true;
  const { lease } = hold({
    isCancelled: async () => {
      if (away) throw new Error("database away");
      return false;
    },
  });
  await vi.advanceTimersByTimeAsync(40_000);
  away = false;
  await vi.advanceTimersByTimeAsync(80_000);
  expect(lease.signal.aborted).toBe(false);
  await lease.release();
});

test("a process that stops aborts at once, also where it was stopping already", () => {
  const running = hold({});
  running.stop.abort();
  expect(running.interruption()).toBe("stopping");
  const stopped = new AbortController();
  stopped.abort();
  expect(holdLease(quiet, times, stopped.signal).signal.aborted).toBe(true);
});

test("after release nothing is asked any more", async () => {
  const isCancelled = vi.fn(async () => false);
  const { lease } = hold({ isCancelled });
  await lease.release();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isCancelled).not.toHaveBeenCalled();
});
