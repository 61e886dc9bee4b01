import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, functionWith, policyText } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { functionPolicyNotPublic } from "./function-policy-not-public.ts";

const everyone = { Sid: "open", Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction", Resource: "*" };
const fromS3 = { ...everyone, Principal: { Service: "s3.amazonaws.com" } };
const when = (operator: string, key: string, value: string | readonly string[]) => ({
  Condition: { [operator]: { [key]: value } },
});
const isPublic = fail("public", { statement: 0, sid: "open" });
const anyBucket = fail("s3-without-account", { statement: 0, sid: "open" });

test.each([
  { given: "everyone", statement: everyone, expected: isPublic },
  { given: "AWS *", statement: { ...everyone, Principal: { AWS: "*" } }, expected: isPublic },
  { given: "every action", statement: { ...everyone, Action: "*" }, expected: isPublic },
  { given: "lambda:*", statement: { ...everyone, Action: ["lambda:*"] }, expected: isPublic },
  { given: "lambda:invoke*, case aside", statement: { ...everyone, Action: "lambda:invoke*" }, expected: isPublic },
  {
    given: "all but another action",
    statement: { ...everyone, Action: undefined, NotAction: "lambda:DeleteFunction" },
    expected: isPublic,
  },
  {
    given: "all but invoking",
    statement: { ...everyone, Action: undefined, NotAction: "lambda:Invoke*" },
    expected: pass(),
  },
  {
    given: "everyone but one account",
    statement: { ...everyone, Principal: undefined, NotPrincipal: { AWS: "1" } },
    expected: isPublic,
  },
  { given: "everyone may look", statement: { ...everyone, Action: "lambda:GetFunction" }, expected: pass() },
  { given: "a denial for everyone", statement: { ...everyone, Effect: "Deny" }, expected: pass() },
  { given: "one account", statement: { ...everyone, Principal: { AWS: "444455556666" } }, expected: pass() },
  {
    given: "the organisation",
    statement: { ...everyone, ...when("StringEquals", "aws:PrincipalOrgID", "o-abc1234567") },
    expected: pass(),
  },
  {
    given: "a source account",
    statement: { ...everyone, ...when("StringEquals", "AWS:SourceAccount", "111122223333") },
    expected: pass(),
  },
  {
    given: "a source ARN",
    statement: { ...everyone, ...when("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:111122223333:*") },
    expected: pass(),
  },
  {
    given: "any source ARN",
    statement: { ...everyone, ...when("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:*") },
    expected: isPublic,
  },
  {
    given: "an unrelated condition",
    statement: { ...everyone, ...when("Bool", "aws:SecureTransport", "true") },
    expected: isPublic,
  },
  {
    given: "the organisation if the key exists",
    statement: { ...everyone, ...when("StringEqualsIfExists", "aws:PrincipalOrgID", "o-abc1234567") },
    expected: isPublic,
  },
  {
    given: "calls of a URL only",
    statement: { ...everyone, ...when("StringEquals", "lambda:FunctionUrlAuthType", "NONE") },
    expected: pass(),
  },
  {
    given: "calls through a URL only",
    statement: { ...everyone, ...when("Bool", "lambda:InvokedViaFunctionUrl", "true") },
    expected: pass(),
  },
  {
    given: "calls not through a URL",
    statement: { ...everyone, ...when("Bool", "lambda:InvokedViaFunctionUrl", "false") },
    expected: isPublic,
  },
  {
    given: "calls of a URL if the key exists",
    statement: { ...everyone, ...when("StringEqualsIfExists", "lambda:FunctionUrlAuthType", "NONE") },
    expected: isPublic,
  },
  { given: "S3 of any account", statement: fromS3, expected: anyBucket },
  {
    given: "S3 with a bucket but no account",
    statement: { ...fromS3, ...when("ArnLike", "aws:SourceArn", "arn:aws:s3:::uploads") },
    expected: anyBucket,
  },
  {
    given: "S3 of one account",
    statement: { ...fromS3, ...when("StringEquals", "aws:SourceAccount", "111122223333") },
    expected: pass(),
  },
  {
    given: "S3 of the organisation",
    statement: { ...fromS3, ...when("StringEquals", "aws:SourceOrgID", "o-abc1234567") },
    expected: pass(),
  },
  {
    given: "S3 of any account by wildcard",
    statement: { ...fromS3, ...when("StringLike", "aws:SourceAccount", "*") },
    expected: anyBucket,
  },
  { given: "SNS", statement: { ...everyone, Principal: { Service: "sns.amazonaws.com" } }, expected: pass() },
])("$given: $expected.verdict", ({ statement, expected }) => {
  const policy = read(policyText(statement));
  expect(functionPolicyNotPublic.decide(functionWith({ policy }), contextWith())).toEqual(expected);
});

test.each([
  { given: "no policy", policy: read(null), expected: pass() },
  {
    given: "a public statement after others",
    policy: read(policyText({ ...everyone, Principal: { AWS: "1" } }, everyone)),
    expected: fail("public", { statement: 1, sid: "open" }),
  },
  {
    given: "a policy that we may not read",
    policy: unread("access-denied", "lambda:GetPolicy"),
    expected: unknown({ code: "access-denied", action: "lambda:GetPolicy" }),
  },
  {
    given: "a policy that is not JSON",
    policy: read("{"),
    expected: unknown({ code: "policy-unreadable", detail: "not-json" }),
  },
])("$given: $expected.verdict", ({ policy, expected }) => {
  expect(functionPolicyNotPublic.decide(functionWith({ policy }), contextWith())).toEqual(expected);
});
