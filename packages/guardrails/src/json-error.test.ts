import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonErrorAt } from "./json-error.ts";

test.each<[string, number | null]>([
  ['{"a": [1, true, "x"]}', null],
  ["  null ", null],
  ["", 0],
  ["{", 1],
  ['{"a" 1}', 5],
  ['{"a": 1,}', 8],
  ["[1,]", 3],
  ["[1 2]", 3],
  ["{} x", 3],
  ['{"a": tru}', 6],
  ['{"a": 01}', 7],
  ['"\\x"', 0],
  ['"a\nb"', 0],
  ['{"a": "b', 6],
  ["[}", 1],
  ["{'a': 1}", 1],
])("%j breaks at %s", (text, at) => {
  expect(jsonErrorAt(text)).toBe(at);
});

test("says the same as JSON.parse of any text", () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const cut = fc.tuple(fc.json(), fc.nat(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, from, length, put]) => {
    const at = from % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + (length % 3));
  });
  fc.assert(
    fc.property(
      fc.oneof(fc.json(), cut, fc.string({ unit: fc.constantFrom(...'{}[],:"1a \\-.eu'.split("")) })),
      (text) => {
        expect(jsonErrorAt(text) === null).toBe(isJson(text));
      },
    ),
    { numRuns: 3_000 },
  );
});

test("no depth exhausts the stack", () => {
  expect(jsonErrorAt("[".repeat(1_000_000))).toBe(1_000_000);
});
