import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { rowStream } from "./row-stream.ts";

const never = new AbortController().signal;
const row = `${"x".repeat(999)}\n`;

/** Writes rows until told otherwise; says how many were taken, and how it ended. */
function producer(rows: number) {
  const state = { taken: 0, ended: "" };
  const produce = async (write: (text: string) => Promise<void>) => {
    try {
      for (; state.taken < rows; state.taken += 1) await write(row);
      state.ended = "done";
    } catch {
      state.ended = "stopped";
      throw new Error("stopped");
    }
  };
  return { state, produce };
}

test.each([0, 1, 64, 1_000])("%i rows arrive as they are, in order", async (count) => {
  const written = Array.from({ length: count }, (_, index) => `${index} 日の出\n`);
  const stream = rowStream(async (write) => {
    for (const text of written) await write(text);
  }, never);
  expect(await new Response(stream).text()).toBe(written.join(""));
});

test("a reader that waits holds the producer back", async () => {
  const { state, produce } = producer(100_000);
  const reader = rowStream(produce, never).getReader();
  await reader.read();
  await wait(50);
  const taken = state.taken;
  // A quarter of a megabyte ahead, and the chunks in hand.
  expect(taken).toBeLessThan(1_000);
  await wait(50);
  expect(state.taken).toBe(taken);
  await reader.cancel();
});

describe("the producer is stopped", () => {
  test("when the reader goes away", async () => {
    const { state, produce } = producer(100_000);
    const reader = rowStream(produce, never).getReader();
    await reader.read();
    await reader.cancel();
    await wait(20);
    expect(state.ended).toBe("stopped");
  });

  test.each(["before it began", "while it runs"])("when the request is aborted %s", async (when) => {
    const controller = new AbortController();
    if (when === "before it began") controller.abort();
    const { state, produce } = producer(100_000);
    const reader = rowStream(produce, controller.signal).getReader();
    if (when !== "before it began") {
      await reader.read();
      controller.abort();
    }
    await expect(reader.read()).rejects.toThrow("aborted");
    await wait(20);
    expect(state.ended).toBe("stopped");
  });
});

test("a reader that takes nothing for too long loses the stream; one that is slow does not", async () => {
  const stalled = producer(100_000);
  const reader = rowStream(stalled.produce, never, { stallMs: 50 }).getReader();
  await reader.read();
  await wait(200);
  expect(stalled.state.ended).toBe("stopped");
  await expect(reader.read()).rejects.toThrow("stalled");
  const slow = producer(1_000);
  const slowReader = rowStream(slow.produce, never, { stallMs: 200 }).getReader();
  for (let chunk = await slowReader.read(); !chunk.done; chunk = await slowReader.read()) await wait(30);
  expect(slow.state.ended).toBe("done");
});

test("an error breaks the stream off: it never looks whole", async () => {
  const stream = rowStream(async (write) => {
    await write(row);
    throw new Error("the database went away");
  }, never);
  await expect(new Response(stream).text()).rejects.toThrow("the database went away");
});
