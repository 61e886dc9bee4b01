import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurnstile, TurnstileFull } from "./turnstile.ts";

test("never more than the given number at once, and all of them come through in order", async () => {
  const turnstile = createTurnstile({ atOnce: 2, waiting: 100 });
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      turnstile(async () => {
        begun.push(index);
        running += 1;
        most = Math.max(most, running);
        await sleep(1);
        running -= 1;
        return index;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(begun).toEqual(results);
});

test("work that throws gives its place back", async () => {
  const turnstile = createTurnstile({ atOnce: 1, waiting: 1 });
  await expect(turnstile(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(turnstile(() => Promise.resolve("next"))).resolves.toBe("next");
});

test("a full line refuses at once, and is open again when it has moved", async () => {
  const turnstile = createTurnstile({ atOnce: 1, waiting: 1 });
  const first = turnstile(() => sleep(5, "first"));
  const second = turnstile(() => sleep(5, "second"));
  await expect(turnstile(() => Promise.resolve("third"))).rejects.toBeInstanceOf(TurnstileFull);
  await expect(Promise.all([first, second])).resolves.toEqual(["first", "second"]);
  await expect(turnstile(() => Promise.resolve("fourth"))).resolves.toBe("fourth");
});
