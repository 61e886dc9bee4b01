import fc from "fast-check";
import { expect, test } from "vitest";
import { scanJson } from "./scan-json.ts";

test.each([
  { text: "", depth: 0, duplicateKey: null },
  { text: "1", depth: 0, duplicateKey: null },
  { text: '{"a":1}', depth: 1, duplicateKey: null },
  { text: '{"a":{"a":[{"a":1}]}}', depth: 4, duplicateKey: null },
  { text: '{"a":"a","b":"a"}', depth: 1, duplicateKey: null },
  { text: '["a","a"]', depth: 1, duplicateKey: null },
  { text: '[{"a":1},{"a":1}]', depth: 2, duplicateKey: null },
  { text: '{"a":1,"a":2}', depth: 1, duplicateKey: "a" },
  { text: '{"a":1,"\\u0061":2}', depth: 1, duplicateKey: "a" },
  { text: '{"x":{"b":[1,{"c":1}],"b":2}}', depth: 4, duplicateKey: "b" },
  { text: '{"a\\"":1,"a":"{[\\"","b":"}"}', depth: 1, duplicateKey: null },
  { text: '{"unfinished', depth: 1, duplicateKey: null },
  { text: "]]]}}}", depth: 0, duplicateKey: null },
])("$text", ({ text, depth, duplicateKey }) => {
  expect(scanJson(text)).toEqual({ depth, duplicateKey });
});

test("what JSON.stringify writes never holds a key twice, and its depth is right", () => {
  const depthOf = (value: unknown): number =>
    typeof value === "object" && value !== null
      ? 1 + Object.values(value).reduce((most: number, child) => Math.max(most, depthOf(child)), 0)
      : 0;
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(scanJson(JSON.stringify(value))).toEqual({ depth: depthOf(value), duplicateKey: null });
    }),
  );
});

test("a key written twice is found wherever it stands", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.jsonValue(), { maxLength: 4 }), (key, others) => {
      const middle = others.map((value, at) => `"other ${at}":${JSON.stringify(value)},`).join("");
      const name = JSON.stringify(key);
      fc.pre(!/^other \d$/.test(key));
      expect(scanJson(`{${name}:1,${middle}${name}:2}`).duplicateKey).toBe(key);
    }),
  );
});
