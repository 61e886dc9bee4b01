import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, functionWith, policyText } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { functionUrlAuthenticated } from "./function-url-authenticated.ts";

const statement = {
  Sid: "url",
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Resource: "*",
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
};
const opened = read(policyText(statement));
const iam = { authType: "AWS_IAM", qualifier: null };
const none = { authType: "NONE", qualifier: null };
const onAlias = { authType: "NONE", qualifier: "live" };
const isOpen = (urls = 1) => fail("open-url", { statement: 0, sid: "url", urls });
const changed = (difference: object) => read(policyText({ ...statement, ...difference }));
const alias = unknown({ code: "not-collected", action: "lambda:GetPolicy", detail: "alias" });
const denied = unread("access-denied", "lambda:GetPolicy");

test.each([
  { given: "no URL", urls: read([]), policy: opened, expected: notApplicable("no-url") },
  { given: "signed requests only", urls: read([iam, { ...iam, qualifier: "live" }]), policy: opened, expected: pass() },
  { given: "an open URL", urls: read([none]), policy: opened, expected: isOpen() },
  { given: "an open URL beside a signed one", urls: read([iam, none]), policy: opened, expected: isOpen() },
  {
    given: "no policy: the URL answers 403",
    urls: read([none]),
    policy: read(null),
    expected: pass({ answers: "403" }),
  },
  {
    given: "everyone, without a condition",
    urls: read([none]),
    policy: changed({ Condition: undefined }),
    expected: isOpen(),
  },
  { given: "every action", urls: read([none]), policy: changed({ Action: "lambda:*" }), expected: isOpen() },
  {
    given: "all but another action",
    urls: read([none]),
    policy: changed({ Action: undefined, NotAction: "s3:*" }),
    expected: isOpen(),
  },
  {
    given: "everyone may invoke, not by URL",
    urls: read([none]),
    policy: changed({ Action: "lambda:InvokeFunction" }),
    expected: pass({ answers: "403" }),
  },
  {
    given: "a statement for signed requests",
    urls: read([none]),
    policy: changed({ Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } } }),
    expected: pass({ answers: "403" }),
  },
  {
    given: "one account",
    urls: read([none]),
    policy: changed({ Principal: { AWS: "444455556666" } }),
    expected: pass({ answers: "403" }),
  },
  {
    given: "the organisation",
    urls: read([none]),
    policy: changed({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } } }),
    expected: pass({ answers: "403" }),
  },
  { given: "an alias, whose policy is not read", urls: read([onAlias]), policy: read(null), expected: alias },
  {
    given: "an alias, and the function's own policy is open",
    urls: read([onAlias, none]),
    policy: opened,
    expected: isOpen(2),
  },
  { given: "an alias beside signed ones", urls: read([onAlias, iam]), policy: read(null), expected: alias },
  {
    given: "an open URL and a policy that we may not read",
    urls: read([none]),
    policy: denied,
    expected: unknown({ code: "access-denied", action: "lambda:GetPolicy" }),
  },
  { given: "signed requests and an unread policy", urls: read([iam]), policy: denied, expected: pass() },
  {
    given: "a policy that is not JSON",
    urls: read([none]),
    policy: read("x"),
    expected: unknown({ code: "policy-unreadable", detail: "not-json" }),
  },
  {
    given: "URLs that we may not list",
    urls: unread("access-denied", "lambda:ListFunctionUrlConfigs"),
    policy: opened,
    expected: unknown({ code: "access-denied", action: "lambda:ListFunctionUrlConfigs" }),
  },
  {
    given: "a type of tomorrow",
    urls: read([{ authType: "OIDC", qualifier: null }]),
    policy: read(null),
    expected: unknown({ code: "value-unreadable", action: "lambda:ListFunctionUrlConfigs", detail: "AuthType" }),
  },
])("$given: $expected.verdict", ({ urls, policy, expected }) => {
  expect(functionUrlAuthenticated.decide(functionWith({ urls, policy }), contextWith())).toEqual(expected);
});
