import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedKey, boundedName, canonicalJson, isUuid, storableJson, storableText, typedText } from "./text.ts";

describe("storableText", () => {
  test.each([
    ["plain", "plain"],
    ["日本語 🗾", "日本語 🗾"],
    ["a\u0000b", "a\uFFFDb"],
    ["a\uD83Db", "a\uFFFDb"],
    ["\uDDFEa", "\uFFFDa"],
    ["\uD83D\uD83D\uDDFE", "\uFFFD\u{1F5FE}"],
  ])("%j gives %j", (text, expected) => {
    expect(storableText(text)).toBe(expected);
  });

  test("any text comes out without NUL and lone surrogates, and stays as it is the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const clean = storableText(text);
        expect(clean).not.toContain("\u0000");
        expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
        expect(storableText(clean)).toBe(clean);
      }),
    );
  });
});

describe("storableJson", () => {
  test("cleans values and names at any depth", () => {
    expect(JSON.parse(storableJson({ "a\u0000": [{ b: "\uD83D" }] }))).toEqual({ "a\uFFFD": [{ b: "\uFFFD" }] });
  });

  test("keeps a field named __proto__ a field", () => {
    expect(storableJson(JSON.parse('{"__proto__\\u0000": 1}'))).toBe('{"__proto__\uFFFD":1}');
  });

  test("never holds an escape that jsonb refuses", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        expect(storableJson(value)).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/i);
      }),
    );
  });
});

describe("canonicalJson", () => {
  test("does not depend on the order of fields", () => {
    expect(canonicalJson({ b: { d: 1, c: [2, 1] }, a: null })).toBe(canonicalJson({ a: null, b: { c: [2, 1], d: 1 } }));
  });

  test("tells arrays in another order apart", () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});

describe("boundedKey", () => {
  test("leaves an ordinary ARN alone", () => {
    expect(boundedKey("arn:aws:s3:::bucket")).toBe("arn:aws:s3:::bucket");
  });

  test("cuts a long text to an index row's size and keeps two such texts apart", () => {
    const [one, two] = ["x", "y"].map((end) => boundedKey(`${"日".repeat(40_000)}${end}`));
    expect(Buffer.byteLength(one ?? "")).toBeLessThanOrEqual(1_024);
    expect(one).not.toBe(two);
  });

  test("is stable and bounded for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), fc.constantFrom(64, 1_024), (text, mostBytes) => {
        const key = boundedKey(text, mostBytes);
        expect(Buffer.byteLength(key)).toBeLessThanOrEqual(mostBytes);
        expect(boundedKey(key, mostBytes)).toBe(key);
      }),
    );
  });
});

test("boundedName cuts at 256 characters, never through a character of two units", () => {
  expect(boundedName("short")).toBe("short");
  const cut = boundedName("🗾".repeat(200));
  expect(cut.length).toBeLessThanOrEqual(256);
  expect(storableText(cut)).toBe(cut);
});

test.each([
  ["6f1d3c1e-7b6a-4a7e-9f5a-0c1d2e3f4a5b", true],
  ["6F1D3C1E-7B6A-4A7E-9F5A-0C1D2E3F4A5B", true],
  ["6f1d3c1e7b6a4a7e9f5a0c1d2e3f4a5b", false],
  ["{6f1d3c1e-7b6a-4a7e-9f5a-0c1d2e3f4a5b}", false],
  ["' OR 1=1 --", false],
  ["", false],
])("isUuid(%j) is %s", (text, expected) => {
  expect(isUuid(text)).toBe(expected);
});

test.each(["", "x".repeat(11), "a\u0000b", "\uD83D"])("typedText refuses %j", (text) => {
  expect(() => typedText("name", text, 10)).toThrow("`name` must have 1 to 10 characters");
});
