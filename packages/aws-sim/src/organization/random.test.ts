import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawFrom, randomFrom } from "./random.ts";

describe("randomFrom", () => {
  test("gives the same draws for the same keys, whatever else is drawn between", () => {
    const first = randomFrom("seed", "account", 7);
    const second = randomFrom("seed", "account", 7);
    const other = randomFrom("seed", "account", 8);
    const draws = Array.from({ length: 20 }, () => {
      other.next();
      return [first.next(), second.next()];
    });
    for (const [one, two] of draws) expect(one).toBe(two);
  });

  test("tells keys apart where only their borders differ", () => {
    expect(drawFrom("ab", "c")).not.toBe(drawFrom("a", "bc"));
    expect(drawFrom("1", "")).not.toBe(drawFrom("1"));
  });

  test("keeps its draws from one release to the next: stored organisations would change", () => {
    expect(randomFrom("fixed", 1).text(12)).toBe("0cdbaa913fd2");
  });

  test("stays within its bounds", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (key, minimum, spread) => {
        const random = randomFrom(key);
        const value = random.integer(minimum, minimum + spread);
        return Number.isInteger(value) && value >= minimum && value <= minimum + spread && random.next() < 1;
      }),
    );
  });

  test("draws evenly enough that rates mean what they say", () => {
    const hits = Array.from({ length: 10_000 }, (_, index) => drawFrom("rate", index) < 0.2).filter(Boolean).length;
    expect(hits).toBeGreaterThan(1_850);
    expect(hits).toBeLessThan(2_150);
  });

  test.each([
    { alphabet: undefined, pattern: /^[0-9a-f]{17}$/ },
    { alphabet: "XY", pattern: /^[XY]{17}$/ },
  ])("writes text of $pattern", ({ alphabet, pattern }) => {
    expect(randomFrom("text").text(17, alphabet)).toMatch(pattern);
  });
});
