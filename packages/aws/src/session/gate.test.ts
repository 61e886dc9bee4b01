import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGate } from "./gate.ts";

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Enters and notes the name when it is in. */
function entering(gate: ReturnType<typeof createGate>, name: string, log: string[], signal = never) {
  return gate.enter(signal).then((leave) => {
    log.push(name);
    return leave;
  });
}

describe("a gate for two", () => {
  test("lets two pass and the others in their order", async () => {
    const gate = createGate(2);
    const log: string[] = [];
    const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => entering(gate, name, log));
    await settled();
    expect(log).toEqual(["a", "b"]);
    (await b)?.();
    await settled();
    expect(log).toEqual(["a", "b", "c"]);
    (await a)?.();
    await settled();
    expect(log).toEqual(["a", "b", "c", "d"]);
    for (const leave of [await c, await d]) leave?.();
  });

  test("a place is given back once, however often its holder says so", async () => {
    const gate = createGate(2);
    const log: string[] = [];
    const leave = await gate.enter(never);
    await gate.enter(never);
    const waiting = ["a", "b"].map((name) => entering(gate, name, log));
    leave();
    leave();
    leave();
    await settled();
    expect(log).toEqual(["a"]);
    (await waiting[0])?.();
    await Promise.all(waiting);
  });
});

describe("giving up", () => {
  const reason = new Error("cancelled");

  test("before entering takes no place", async () => {
    const gate = createGate(1);
    await expect(gate.enter(AbortSignal.abort(reason))).rejects.toBe(reason);
    await gate.enter(never);
  });

  test("in the line lets the next one move up", async () => {
    const gate = createGate(1);
    const log: string[] = [];
    const leave = await gate.enter(never);
    const end = new AbortController();
    const given = entering(gate, "given up", log, end.signal).catch((error: unknown) => error);
    const next = entering(gate, "next", log);
    end.abort(reason);
    expect(await given).toBe(reason);
    leave();
    await next;
    expect(log).toEqual(["next"]);
  });

  test("after entering changes nothing", async () => {
    const gate = createGate(1);
    const end = new AbortController();
    const leave = await gate.enter(end.signal);
    end.abort(reason);
    leave();
    await gate.enter(never);
  });
});

test("never more than its places are in, and all get in, whoever gives up", async () => {
  const callers = fc.array(fc.record({ stays: fc.integer({ min: 0, max: 3 }), givesUp: fc.boolean() }), {
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), callers, async (places, given) => {
      const gate = createGate(places);
      let inside = 0;
      let entered = 0;
      const all = given.map(async ({ stays, givesUp }) => {
        const end = new AbortController();
        const entry = gate.enter(end.signal);
        if (givesUp) end.abort(new Error("cancelled"));
        const leave = await entry.catch(() => null);
        if (leave === null) return;
        inside += 1;
        entered += 1;
        expect(inside).toBeLessThanOrEqual(places);
        for (let turn = 0; turn < stays; turn += 1) await settled();
        inside -= 1;
        leave();
      });
      await Promise.all(all);
      expect(inside).toBe(0);
      expect(entered).toBeGreaterThanOrEqual(given.filter(({ givesUp }) => !givesUp).length);
    }),
    { numRuns: 50 },
  );
});
