import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern } from "../match-pattern.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { globsMeet, mayName, shapesOf } from "./resource-shapes.ts";

test.each([
  ["a*", "*b", true],
  ["a*", "b*", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["*", "", true],
  ["", "", true],
  ["a", "", false],
  ["a*b*c", "a*d", false],
  ["*a*a*a*", "*b*b*b*", true],
])("%s and %s have a text in common: %s", (left, right, expected) => {
  expect(globsMeet(left, right)).toBe(expected);
  expect(globsMeet(right, left)).toBe(expected);
});

const glob = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
const letters = ["", "a", "b"];
const texts = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three)));

test("globs meet wherever a text matches both", () => {
  fc.assert(
    fc.property(glob, glob, (left, right) => {
      const shared = texts.some((text) => matchesPattern(left, text) && matchesPattern(right, text));
      return !shared || globsMeet(left, right);
    }),
  );
});

test("globs without stars meet only where a text matches both", () => {
  const plain = fc.string({ unit: fc.constantFrom("a", "b", "?"), maxLength: 3 });
  fc.assert(
    fc.property(plain, plain, (left, right) => {
      const shared = texts.some((text) => matchesPattern(left, text) && matchesPattern(right, text));
      return shared === globsMeet(left, right);
    }),
  );
});

test("a form of another service fits no type", () => {
  const action = loadUniverse().action("iam:DeleteRole");
  expect(action && shapesOf(action, "arn:*:s3:::b", [])).toBeNull();
});

test("alternatives of Bedrock are not asked for together", () => {
  const action = loadUniverse().action("bedrock:InvokeModel");
  const [call, ...others] = (action && shapesOf(action, "arn:*:bedrock:*::foundation-model/*", [])) ?? [];
  expect(call).toHaveLength(1);
  expect(others).toEqual([]);
  expect(action && shapesOf(action, "*", [])).toEqual([[{ type: null, patterns: ["*"], except: [] }]]);
});

test.each([
  ["arn:aws:ec2:*:*:image/*", "arn:*:ec2:*::image/*", true],
  ["arn:aws:ec2:*::image/*", "arn:aws:ec2:*:*:volume/*", false],
  ["arn:aws:ec2:*", "arn:aws:ec2:*:*:volume/*", true],
  ["*", "arn:aws:ec2:*:*:volume/*", true],
  ["arn:aws:iam::${aws:PrincipalAccount}:role/a", "arn:aws:iam::{account}:role/*", true],
  ["arn:aws:iam::111122223333:user/a", "arn:aws:iam::{account}:role/*", false],
  // A star may cross colons where an ARN has more of them.
  ["arn:aws:rds:*:*:db:*", "arn:aws:rds:*:*:cluster:*", true],
  ["arn:aws-cn:iam::*:role/*", "arn:aws:iam::{account}:role/*", false],
])("%s may name %s: %s", (written, pattern, expected) => {
  expect(mayName(written, pattern)).toBe(expected);
});
