import { expect, test } from "vitest";
import type { ProgressMessage } from "../../../../../../t/[tenant]/crawls/[crawlId]/progress-message.ts";
import { progressEvents } from "./progress-events.ts";

const times = { readMs: 2, checkMs: 6, longestMs: 5_000 };

const message = (given: Partial<ProgressMessage> = {}): ProgressMessage => ({
  state: "running",
  cancelRequested: false,
  phase: "accounts",
  byState: { pending: 2, running: 1, done: 0, cancelled: 0, failed: 0 },
  unknownAccounts: 0,
  calls: 0,
  throttles: 0,
  startedAt: "2026-11-24T10:00:00.000Z",
  finishedAt: null,
  secondsLeft: null,
  accountSecondsMedian: null,
  now: new Date().toISOString(),
  ...given,
});

async function collect(source: Partial<Parameters<typeof progressEvents>[0]>): Promise<string[]> {
  const events: string[] = [];
  const whole = {
    read: async () => message(),
    isAllowed: async () => true,
    signal: new AbortController().signal,
    times,
    ...source,
  };
  for await (const event of progressEvents(whole)) events.push(event);
  return events;
}

const named = (events: string[]) => events.flatMap((event) => /^event: (\w+)/.exec(event)?.[1] ?? []);

test("sends a state once, comments while nothing changes, and ends with the crawl", async () => {
  const states = [message(), message(), message(), message({ calls: 5 }), message({ state: "complete", calls: 9 })];
  const events = await collect({ read: async () => states.shift() ?? null });
  expect(named(events)).toEqual(["progress", "progress", "progress", "end"]);
  expect(events.filter((event) => event.startsWith(": "))).toHaveLength(2);
  expect(events[0]).toMatch(/^retry: \d+\n\n$/);
  expect(events.at(-2)).toContain('"state":"complete"');
});

test.each(["complete", "cancelled", "failed"] as const)(
  "a crawl that is %s already is told and closed at once",
  async (state) => {
    expect(named(await collect({ read: async () => message({ state }) }))).toEqual(["progress", "end"]);
  },
);

test("closes as soon as the access is gone, and tells nothing after that", async () => {
  let calls = 0;
  let lostAt = Number.NaN;
  const events = await collect({
    read: async () => message({ calls: ++calls }),
    isAllowed: async () => {
      if (calls < 6) return true;
      lostAt = calls;
      return false;
    },
  });
  expect(named(events).at(-1)).toBe("closed");
  expect(events.at(-2)).toContain(`"calls":${lostAt}`);
});

test("a crawl that is not there any more closes the stream", async () => {
  expect(named(await collect({ read: async () => null }))).toEqual(["closed"]);
});

test("stops when the reader goes away", async () => {
  const abort = new AbortController();
  let reads = 0;
  const read = async () => {
    reads += 1;
    if (reads === 3) abort.abort();
    return message({ calls: reads });
  };
  await collect({ read, signal: abort.signal });
  expect(reads).toBe(3);
});

test("a reader that was never there costs no read", async () => {
  let reads = 0;
  const read = async () => message({ calls: ++reads });
  await collect({ read, signal: AbortSignal.abort() });
  expect(reads).toBe(0);
});

test("does not stay open for ever", async () => {
  const events = await collect({ times: { readMs: 2, checkMs: 1_000, longestMs: 30 } });
  expect(named(events)).toEqual(["progress"]);
});

test("what fails is not swallowed", async () => {
  const read = async () => {
    throw new Error("the database is away");
  };
  await expect(collect({ read })).rejects.toThrow("the database is away");
});
