import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutBlankSpace } from "./minify.ts";

test("is what JSON.stringify gives", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(withoutBlankSpace(JSON.stringify(plain, null, "\t\n "))).toBe(JSON.stringify(plain));
    }),
  );
});

test.each([
  ['{ "a b" : "c\\" d" }', '{"a b":"c\\" d"}'],
  ['{ "not closed ', '{"not closed '],
  ["", ""],
])("%s", (text, expected) => expect(withoutBlankSpace(text)).toBe(expected));

test("takes a megabyte of open quotes in its stride", () => {
  const start = performance.now();
  withoutBlankSpace('"\\"'.repeat(350_000));
  expect(performance.now() - start).toBeLessThan(1_000);
});
