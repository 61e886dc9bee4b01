import { expect, test } from "vitest";
import { read, unread } from "../reading.ts";
import { policyText } from "../testing/index.ts";
import { readPolicy } from "./read-policy.ts";

test.each([
  { given: "no policy", text: read(null), expected: read(null) },
  {
    given: "an unread policy",
    text: unread("timeout", "s3:GetBucketPolicy"),
    expected: unread("timeout", "s3:GetBucketPolicy"),
  },
  { given: "an empty text", text: read(""), expected: unread("policy-unreadable", undefined, "not-json") },
  {
    given: "an element that AWS does not know",
    text: read('{"Statements":[]}'),
    expected: unread("policy-unreadable", undefined, "unknown-element"),
  },
  { given: "a policy", text: read(policyText()), expected: read({ version: "2012-10-17", id: null, statements: [] }) },
])("$given", ({ text, expected }) => {
  expect(readPolicy(text)).toEqual(expected);
});
