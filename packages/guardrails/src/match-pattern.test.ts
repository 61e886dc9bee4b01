import fc from "fast-check";
import { expect, test } from "vitest";
import { isEveryAction, isEveryResource, matchesAction, matchesPattern } from "./match-pattern.ts";

test.each([
  ["*", "", true],
  ["*", "anything", true],
  ["", "", true],
  ["", "a", false],
  ["?", "", false],
  ["?", "a", true],
  ["a?c", "abc", true],
  ["a*c", "ac", true],
  ["a*c", "abbbc", true],
  ["a*c", "abbbcd", false],
  ["*b*", "abc", true],
  ["**", "x", true],
  ["arn:aws:s3:::a/*", "arn:aws:s3:::a", false],
  ["arn:aws:s3:::a*", "arn:aws:s3:::a", true],
  ["A", "a", false],
  ["a*a*a*b", "aaaaaaaaaaaa", false],
  ["?", "\u{1f600}", true],
  ["??", "\u{1f600}", false],
  ["*??", "\u{1f600}", false],
  ["*?b", "a\u{1f600}b", true],
])("`%s` on `%s`: %s", (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

test.each([
  ["s3:*", "s3:GetObject", true],
  ["S3:get*", "s3:GetObject", true],
  ["*", "s3:GetObject", true],
  ["s3:Get", "s3:GetObject", false],
  ["s3*:Get?bject", "s3:GetObject", true],
])("action `%s` on `%s`: %s", (pattern, action, expected) => {
  expect(matchesAction(pattern, action)).toBe(expected);
});

test.each([
  ["*", true, true],
  ["**", true, true],
  ["*:*", true, false],
  ["s3:*", false, false],
  ["*:Get*", false, false],
  ["", false, false],
])("`%s` is every action: %s, every resource: %s", (pattern, everyAction, everyResource) => {
  expect(isEveryAction(pattern)).toBe(everyAction);
  expect(isEveryResource(pattern)).toBe(everyResource);
});

test("agrees with a regular expression that means the same", () => {
  const letters = fc.constantFrom("a", "b", "*", "?", ".");
  fc.assert(
    fc.property(
      fc.string({ unit: letters, maxLength: 8 }),
      fc.string({ unit: letters, maxLength: 10 }),
      (pattern, text) => {
        const source = pattern.replace(/[.]/g, "\\.").replace(/\*/g, ".*").replace(/\?/g, ".");
        expect(matchesPattern(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
      },
    ),
    { numRuns: 2_000 },
  );
});

test("hostile patterns stay fast", () => {
  const start = performance.now();
  expect(matchesPattern(`${"*a".repeat(200)}b`, "a".repeat(5_000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(1_000);
});
