import { expect, test } from "vitest";
import { isHashable, normalisePassword, passwordProblem } from "./password-rules.ts";

test.each([
  { given: "twelve characters", password: "correct hors", expected: null },
  { given: "eleven characters", password: "correct hor", expected: "too-short" },
  { given: "nothing", password: "", expected: "too-short" },
  { given: "128 characters", password: "abcd".repeat(32), expected: null },
  { given: "129 characters", password: `${"abcd".repeat(32)}e`, expected: "too-long" },
  { given: "a megabyte", password: "abcd".repeat(262_144), expected: "too-long" },
  { given: "twelve signs beyond the first plane", password: "😀😁😂🤣😃😄😅😆😉😊😋😎", expected: null },
  { given: "eleven of them", password: "😀😁😂🤣😃😄😅😆😉😊😋", expected: "too-short" },
  { given: "a Japanese sentence", password: "今日は晴れています明日は雨", expected: null },
  { given: "the address itself", password: "ciso@acme.example", expected: "is-address" },
  { given: "the address in capitals", password: "CISO@ACME.EXAMPLE", expected: "is-address" },
  { given: "one character repeated", password: "aaaaaaaaaaaaaaaa", expected: "too-uniform" },
  { given: "two characters in turn", password: "abababababababab", expected: "too-uniform" },
])("$given: $expected", ({ password, expected }) => {
  expect(passwordProblem(password, "ciso@acme.example")).toBe(expected);
});

test("full-width and ordinary letters are the same password", () => {
  expect(normalisePassword("ｃｏｒｒｅｃｔ")).toBe("correct");
});

test("what is far too long is not even normalised", () => {
  expect(isHashable("a".repeat(512))).toBe(true);
  expect(isHashable("a".repeat(513))).toBe(false);
});
