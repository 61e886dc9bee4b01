import { expect, test } from "vitest";
import { accountCounts, elapsedSeconds, type ProgressMessage, progressMessage } from "./progress-message.ts";

const at = (time: string) => `2026-11-24T${time}.000Z`;
const message: ProgressMessage = {
  state: "running",
  cancelRequested: false,
  phase: "accounts",
  byState: { pending: 4, running: 3, done: 2, cancelled: 1, failed: 1 },
  unknownAccounts: 1,
  calls: 10,
  throttles: 0,
  startedAt: at("10:00:00"),
  finishedAt: null,
  secondsLeft: null,
  accountSecondsMedian: null,
  now: at("10:01:00"),
};

test.each([
  { given: {}, sinceMs: 0, expected: 60 },
  { given: {}, sinceMs: 4_000, expected: 64 },
  { given: { finishedAt: at("10:00:30") }, sinceMs: 4_000, expected: 30 },
  { given: { startedAt: null }, sinceMs: 4_000, expected: 0 },
  { given: { now: at("09:59:00") }, sinceMs: 0, expected: 0 },
])("$given, $sinceMs ms later: $expected s", ({ given, sinceMs, expected }) => {
  expect(elapsedSeconds({ ...message, ...given }, sinceMs)).toBe(expected);
});

test.each([
  { given: {}, expected: { all: 11, done: 2, notWhole: 1 } },
  { given: { unknownAccounts: 0 }, expected: { all: 11, done: 2, notWhole: 1 } },
  { given: { unknownAccounts: 99 }, expected: { all: 11, done: 2, notWhole: 3 } },
])("a cancelled account is not done, a failed one not whole: $expected", ({ given, expected }) => {
  expect(accountCounts({ ...message, ...given })).toEqual(expected);
});

test("dates travel as texts, and a crawl that has not begun has none", () => {
  const { startedAt: _, finishedAt: __, now: ___, ...facts } = message;
  const now = new Date(at("10:01:00"));
  const sent = progressMessage({ ...facts, startedAt: new Date(at("10:00:00")), finishedAt: null }, now);
  expect(sent).toEqual(message);
  expect(progressMessage({ ...facts, startedAt: null, finishedAt: null }, now).startedAt).toBeNull();
});
