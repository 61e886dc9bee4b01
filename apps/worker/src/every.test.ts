import type { Logger } from "@sekinin/config";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { every } from "./every.ts";

const warnings: object[] = [];
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: (fields) => void warnings.push(fields),
  error: () => {},
  child: () => silent,
};

beforeEach(() => {
  warnings.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("runs at once and then at its interval, until stopped", async () => {
  const work = vi.fn(async () => {});
  const loop = every(10, "x", silent, work);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(work).toHaveBeenCalledTimes(3);
  await loop.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(3);
});

test("never twice at once, however long one run takes", async () => {
  let atOnce = 0;
  let most = 0;
  const loop = every(1, "x", silent, async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    atOnce -= 1;
  });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(most).toBe(1);
  const stopped = loop.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
});

test("a failing run is logged, backs off and does not end the loop", async () => {
  let away = true;
  const work = vi.fn(async () => {
    if (away) throw new Error("database away");
  });
  const loop = every(1, "x", silent, work);
  await vi.advanceTimersByTimeAsync(60_000);
  const failed = work.mock.calls.length;
  expect(failed).toBeGreaterThan(3);
  expect(failed).toBeLessThan(15);
  expect(warnings).toHaveLength(failed);
  away = false;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(work.mock.calls.length).toBeGreaterThan(failed + 50);
  await loop.stop();
});

test("stop waits for the run that is under way", async () => {
  let ended = false;
  const loop = every(1, "x", silent, async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    ended = true;
  });
  const stopped = loop.stop().then(() => ended);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await stopped).toBe(true);
});

test("soon runs it now, and the interval begins anew", async () => {
  const work = vi.fn(async () => {});
  const loop = every(10, "x", silent, work);
  await vi.advanceTimersByTimeAsync(4_000);
  loop.soon();
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(3);
  await loop.stop();
  loop.soon();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(3);
});

test("soon during a run means once more after it, however often it is said", async () => {
  const work = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 3_000)));
  const loop = every(60, "x", silent, work);
  await vi.advanceTimersByTimeAsync(1_000);
  loop.soon();
  loop.soon();
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(work).toHaveBeenCalledTimes(2);
  await loop.stop();
});

test("soon does not hurry what fails", async () => {
  const work = vi.fn(async () => {
    throw new Error("database away");
  });
  const loop = every(10, "x", silent, work);
  await vi.advanceTimersByTimeAsync(0);
  loop.soon();
  loop.soon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(1);
  await loop.stop();
});
