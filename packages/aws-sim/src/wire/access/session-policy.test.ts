import fc from "fast-check";
import { expect, test } from "vitest";
import { SimulatedError } from "../handler.ts";
import { matcherOf } from "./action-pattern.ts";
import { parseSessionPolicy } from "./session-policy.ts";

const allow = (rest: object) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...rest }] });

test.each([
  { pattern: "ec2:Describe*", action: "ec2:DescribeVpcs", expected: true },
  { pattern: "EC2:describe*", action: "ec2:DescribeVpcs", expected: true },
  { pattern: "ec2:Describe*", action: "ec2:GetEbsEncryptionByDefault", expected: false },
  { pattern: "ec2:Describe???s", action: "ec2:DescribeVpcs", expected: true },
  { pattern: "ec2:Describe?s", action: "ec2:DescribeVpcs", expected: false },
  { pattern: "*", action: "ec2:DescribeVpcs", expected: true },
  { pattern: "ec2:Describe.*", action: "ec2:DescribeVpcs", expected: false },
  { pattern: "s3:GetBucket", action: "s3:GetBucketPolicy", expected: false },
])("$pattern matches $action: $expected", ({ pattern, action, expected }) => {
  expect(matcherOf([pattern])(action)).toBe(expected);
});

test("a long pattern of stars is no slow match", () => {
  const started = performance.now();
  matcherOf([`${"*a".repeat(12)}*b`])(`ec2:${"a".repeat(60)}`);
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
  { given: "an action", text: allow({ Action: "s3:GetBucketPolicy", Resource: "*" }), allowed: true },
  { given: "a list of actions", text: allow({ Action: ["ec2:*", "s3:Get*"], Resource: ["*"] }), allowed: true },
  { given: "all but others", text: allow({ NotAction: "s3:Put*", Resource: "*" }), allowed: true },
  { given: "all but this", text: allow({ NotAction: "s3:Get*", Resource: "*" }), allowed: false },
  { given: "other actions", text: allow({ Action: "s3:Put*", Resource: "*" }), allowed: false },
  // Narrowed statements are read the strict way round.
  { given: "one resource", text: allow({ Action: "s3:*", Resource: "arn:aws:s3:::a" }), allowed: false },
  {
    given: "a condition",
    text: allow({ Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    allowed: false,
  },
])("$given: s3:GetBucketPolicy is allowed: $allowed", ({ text, allowed }) => {
  expect(parseSessionPolicy(text).allows("s3:GetBucketPolicy")).toBe(allowed);
});

test("a denial of one resource denies", () => {
  const text = JSON.stringify({ Statement: { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a" } });
  expect(parseSessionPolicy(text).denies("s3:GetBucketPolicy")).toBe(true);
});

test.each([
  { given: "no statement", text: "{}" },
  { given: "an empty list", text: '{"Statement":[]}' },
  { given: "another version", text: '{"Version":"2026-01-01","Statement":[]}' },
  { given: "a list", text: "[]" },
  { given: "another effect", text: '{"Statement":{"Effect":"Maybe","Action":"s3:*","Resource":"*"}}' },
  { given: "no action", text: '{"Statement":{"Effect":"Allow","Resource":"*"}}' },
  { given: "no actions", text: '{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}' },
  {
    given: "both kinds of action",
    text: '{"Statement":{"Effect":"Allow","Action":"a:b","NotAction":"a:c","Resource":"*"}}',
  },
  { given: "no resource", text: '{"Statement":{"Effect":"Allow","Action":"s3:*"}}' },
  { given: "a text as statement", text: '{"Statement":"Allow"}' },
])("$given is malformed", ({ text }) => {
  expect(() => parseSessionPolicy(text)).toThrow(expect.objectContaining({ code: "MalformedPolicyDocument" }));
});

test("anything at all is parsed or refused as AWS would, never with another error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      let thrown: unknown;
      try {
        parseSessionPolicy(text);
      } catch (error) {
        thrown = error;
      }
      expect(thrown === undefined || thrown instanceof SimulatedError).toBe(true);
    }),
  );
});
