import { describe, expect, test } from "vitest";
import { isWithin, linesAround, policyLines } from "./policy-lines.ts";

const pretty = `{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Deny" }\n  ]\n}`;
const actions = Array.from({ length: 12 }, (_, at) => `"service:Action${at}"`).join(",");
const minified = `{"Version":"2012-10-17","Statement":[{"Sid":"a{b,c: \\"d","Effect":"Deny","Action":[${actions}],"Resource":"*","Condition":{}}]}`;

test("a text with lines of its own is shown as it is", () => {
  const lines = policyLines(pretty);
  expect(lines.map(({ text }) => text).join("\n")).toBe(pretty);
  for (const { text, from, to } of lines) expect(pretty.slice(from, to)).toBe(text);
});

test("a minified text gets line breaks, and every line knows what it shows", () => {
  const lines = policyLines(minified);
  expect(lines.length).toBeGreaterThan(15);
  expect(lines.map(({ text }) => text)).toContain('      "Sid": "a{b,c: \\"d",');
  expect(lines.map(({ text }) => text)).toContain('      "Condition": {}');
  const blank = (text: string) => text.replaceAll(/\s/g, "");
  for (const { text, from, to } of lines) expect(blank(minified.slice(from, to))).toBe(blank(text));
  expect(blank(lines.map(({ text }) => text).join(""))).toBe(blank(minified));
  expect(JSON.parse(lines.map(({ text }) => text).join("\n"))).toEqual(JSON.parse(minified));
});

describe("texts that are no policy", () => {
  test.each([
    { what: "nothing", text: "" },
    { what: "no JSON", text: "x".repeat(500) },
    { what: "a string without an end", text: `{"a":"${"b".repeat(300)}` },
    { what: "too many closing brackets", text: `{${"}".repeat(300)}` },
    { what: "deep nesting", text: "[".repeat(10_000) },
    { what: "lone surrogates", text: `{"a":"\uD800${"b".repeat(300)}"}` },
    { what: "an escape at the end", text: `{"${"a".repeat(200)}\\` },
  ])("$what: shown whole, and soon", ({ text }) => {
    const started = performance.now();
    const lines = policyLines(text);
    expect(
      lines
        .map((line) => line.text.trim())
        .join("")
        .replaceAll(" ", ""),
    ).toBe(text.replaceAll(" ", ""));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
  test("a megabyte in one line", () => {
    const started = performance.now();
    expect(policyLines(`[${"1,".repeat(500_000)}1]`).length).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test("the lines of a range, and those around it", () => {
  const lines = policyLines(pretty);
  const statement = { from: pretty.indexOf('{ "Effect"'), to: pretty.indexOf("}\n  ]") + 1 };
  expect(lines.flatMap((line, at) => (isWithin(line, statement) ? [at] : []))).toEqual([3]);
  expect(linesAround(lines, [statement], 1)).toEqual({ first: 2, last: 5 });
  expect(linesAround(lines, [statement], 99)).toEqual({ first: 0, last: 6 });
  expect(linesAround(lines, [], 1)).toEqual({ first: 0, last: 6 });
});
