import { describe, expect, test } from "vitest";
import { loadUniverse } from "../universe/load-universe.ts";
import { lintPolicy } from "./lint-policy.ts";
import type { LintCode } from "./lint-problem.ts";

const universe = loadUniverse();
const scp = "SERVICE_CONTROL_POLICY";
const rcp = "RESOURCE_CONTROL_POLICY";

type Statement = Record<string, unknown>;
const deny = (more: Statement): Statement => ({ Effect: "Deny", Action: "s3:*", Resource: "*", ...more });
const allow = (more: Statement): Statement => ({ Effect: "Allow", Action: "s3:*", Resource: "*", ...more });
const when = (condition: Record<string, Record<string, unknown>>, more: Statement = {}) =>
  deny({ Condition: condition, ...more });
const rcpDeny = (more: Statement): Statement => deny({ Principal: "*", ...more });

function lint(statements: Statement | readonly Statement[], type = scp, version = "2012-10-17") {
  return lintPolicy(JSON.stringify({ Version: version, Statement: statements }), type, universe);
}

type Case = {
  readonly given: string;
  readonly code: LintCode;
  readonly statement: Statement | readonly Statement[];
  readonly type?: string;
  readonly version?: string;
  /** What the problem says beside its code; a near miss has none. */
  readonly says?: { path?: string; details?: Record<string, string>; suggestion?: string | null; severity?: string };
};

const fires: readonly (Case & Required<Pick<Case, "says">>)[] = [
  {
    given: "an unknown operator",
    code: "policy-syntax",
    statement: when({ StringEqualz: { "aws:RequestedRegion": "eu-west-1" } }),
    says: { path: "Statement[0].Condition.StringEqualz.aws:RequestedRegion", details: { problem: "unknown-operator" } },
  },
  {
    given: "a Sid twice",
    code: "policy-syntax",
    statement: [deny({ Sid: "a" }), deny({ Sid: "a", Action: "sqs:*" })],
    says: { path: "Statement[1].Sid", severity: "warning", details: { problem: "duplicate-sid", text: "a" } },
  },
  {
    given: "a network that is none",
    code: "policy-syntax",
    statement: when({ IpAddress: { "aws:SourceIp": "10.0.0.0/99" } }),
    says: { details: { problem: "odd-value", text: "10.0.0.0/99" } },
  },
  {
    given: "a principal in an SCP",
    code: "element-not-allowed",
    statement: deny({ Principal: "*" }),
    says: { path: "Statement[0].Principal", severity: "error" },
  },
  {
    given: "a statement without a resource",
    code: "element-not-allowed",
    statement: { Effect: "Deny", Action: "s3:*" },
    says: { path: "Statement[0]", details: { element: "Resource", rule: "missing" } },
  },
  {
    given: "an Allow in an RCP",
    code: "element-not-allowed",
    type: rcp,
    statement: allow({ Principal: "*" }),
    says: { path: "Statement[0].Effect" },
  },
  {
    given: "NotAction in an RCP",
    code: "element-not-allowed",
    type: rcp,
    statement: { Effect: "Deny", Principal: "*", NotAction: "s3:*", Resource: "*" },
    says: { path: "Statement[0].NotAction" },
  },
  {
    given: "every action in an RCP",
    code: "element-not-allowed",
    type: rcp,
    statement: rcpDeny({ Action: ["s3:*", "*"] }),
    says: { path: "Statement[0].Action[1]" },
  },
  {
    given: "one principal in an RCP",
    code: "element-not-allowed",
    type: rcp,
    statement: deny({ Principal: { AWS: "111111111111" } }),
    says: { details: { rule: "everyone-only" } },
  },
  {
    given: "a misspelt action",
    code: "action-unknown",
    statement: deny({ Action: ["s3:GetObject", "s3:GetObjekt"] }),
    says: { path: "Statement[0].Action[1]", suggestion: "s3:GetObject" },
  },
  {
    given: "a pattern that no action matches",
    code: "action-unknown",
    statement: deny({ Action: "iam:Xyz*" }),
    says: { suggestion: null },
  },
  {
    given: "a misspelt service in NotAction",
    code: "service-unknown",
    statement: { Effect: "Deny", NotAction: "guarduty:*", Resource: "*" },
    says: { path: "Statement[0].NotAction[0]", suggestion: "guardduty:*" },
  },
  {
    given: "a misspelt global key",
    code: "key-unknown",
    statement: when({ StringEquals: { "aws:RequestdRegion": "eu-west-1" } }),
    says: { suggestion: "aws:RequestedRegion" },
  },
  {
    given: "a misspelt key in a variable",
    code: "key-unknown",
    statement: deny({ Resource: "arn:aws:s3:::${aws:usernam}" }),
    says: { suggestion: "${aws:username}" },
  },
  {
    given: "a key that no action carries",
    code: "key-never-present",
    statement: when({ StringEquals: { "s3:x-amz-acl": "public-read" } }, { Action: "s3:GetObject" }),
    says: { details: { key: "s3:x-amz-acl", actions: "s3:GetObject", effect: "Deny" } },
  },
  {
    given: "a key that one of the named actions does not carry",
    code: "key-never-present",
    statement: when({ Bool: { "ec2:Encrypted": "true" } }, { Action: ["ec2:CreateVolume", "ec2:StopInstances"] }),
    says: { details: { key: "ec2:Encrypted", actions: "ec2:StopInstances", effect: "Deny" } },
  },
  {
    given: "a key of another resource of the call than the statement names",
    code: "key-never-present",
    statement: when(
      { Bool: { "ec2:Encrypted": "false" } },
      { Action: "ec2:RunInstances", Resource: "arn:aws:ec2:*::image/*" },
    ),
    says: { details: { key: "ec2:Encrypted", actions: "ec2:RunInstances", effect: "Deny" } },
  },
  {
    given: "a bucket for an action on objects",
    code: "resource-never-matches",
    statement: deny({ Action: "s3:GetObject", Resource: ["arn:aws:s3:::logs/*", "arn:aws:s3:::logs"] }),
    says: { path: "Statement[0].Resource[1]" },
  },
  {
    given: "an ARN for an action that knows no resources",
    code: "resource-never-matches",
    statement: deny({ Action: "guardduty:ListDetectors", Resource: "arn:aws:guardduty:*:*:detector/*" }),
    says: {},
  },
  {
    given: "a wildcard under StringEquals",
    code: "condition-never-matches",
    statement: when({ StringNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::*:role/Admin"] } }),
    says: { suggestion: "StringNotLike", details: { value: "arn:aws:iam::*:role/Admin" } },
  },
  {
    given: "a Region with a star",
    code: "condition-never-matches",
    statement: when({ StringEquals: { "aws:RequestedRegion": "eu-*" } }),
    says: { suggestion: "StringLike" },
  },
  {
    given: "an AWS service in an SCP",
    code: "condition-never-matches",
    statement: when({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
    says: {},
  },
  {
    given: "neither true nor false",
    code: "condition-never-matches",
    statement: when({ Bool: { "aws:ViaAWSService": "yes" } }),
    says: {},
  },
  {
    given: "no ARN",
    code: "policy-syntax",
    statement: when({ ArnNotLike: { "aws:PrincipalArn": "role/Admin*" } }),
    says: { severity: "warning", details: { problem: "odd-value", text: "role/Admin*" } },
  },
  {
    given: "an assumed-role session's ARN",
    code: "condition-never-matches",
    statement: when({ ArnLike: { "aws:PrincipalArn": "arn:aws:sts::*:assumed-role/Admin/*" } }),
    says: {},
  },
  {
    given: "conditions that exclude each other",
    code: "statement-never-matches",
    statement: when({
      StringEquals: { "aws:RequestedRegion": "eu-west-1" },
      StringNotLike: { "aws:RequestedRegion": "eu-*" },
    }),
    says: { path: "Statement[0]" },
  },
  {
    given: "NotAction with everything",
    code: "statement-never-matches",
    statement: { Effect: "Deny", NotAction: "*", Resource: "*" },
    says: { details: { element: "NotAction" } },
  },
  {
    given: "NotResource with everything",
    code: "statement-never-matches",
    statement: { Effect: "Deny", Action: "s3:*", NotResource: "*" },
    says: { details: { element: "NotResource" } },
  },
  {
    given: "a service that RCPs leave alone",
    code: "service-not-controlled",
    type: rcp,
    statement: rcpDeny({ Action: "ec2:*" }),
    says: { path: "Statement[0].Action[0]" },
  },
  {
    given: "a set operator on one value",
    code: "set-operator-on-single-value",
    statement: when({ "ForAllValues:StringNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" } }),
    says: { suggestion: "StringNotLike" },
  },
  {
    given: "MFA asked with Bool",
    code: "missing-key-escapes",
    statement: when({ Bool: { "aws:MultiFactorAuthPresent": "false" } }),
    says: { severity: "warning", suggestion: "BoolIfExists" },
  },
  {
    given: "the age of MFA",
    code: "missing-key-escapes",
    statement: when({ NumericGreaterThan: { "aws:MultiFactorAuthAge": "3600" } }),
    says: { suggestion: "NumericGreaterThanIfExists" },
  },
  {
    given: "encryption left to its default",
    code: "missing-key-escapes",
    statement: when({ Bool: { "ec2:Encrypted": "false" } }, { Action: "ec2:CreateVolume" }),
    says: { severity: "note" },
  },
  {
    given: "no tags at all",
    code: "missing-key-matches",
    statement: allow({
      Action: "ec2:CreateTags",
      Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "team" } },
    }),
    says: { details: { key: "aws:TagKeys", operator: "ForAllValues:StringEquals", effect: "Allow", why: "no-values" } },
  },
  {
    given: "a network, and calls that AWS makes",
    code: "missing-key-matches",
    statement: when({ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
    says: { details: { key: "aws:SourceIp", operator: "NotIpAddress", effect: "Deny", why: "aws-service" } },
  },
  {
    given: "a variable under the old version",
    code: "variable-is-literal",
    version: "2008-10-17",
    statement: deny({ Resource: "arn:aws:s3:::${aws:username}/*" }),
    says: { details: { why: "version", text: "arn:aws:s3:::${aws:username}/*" } },
  },
  {
    given: "a brace that is not closed",
    code: "variable-is-literal",
    statement: deny({ Resource: "arn:aws:s3:::${aws:username/*" }),
    says: {},
  },
  {
    given: "a user's name, which roles lack",
    code: "variable-missing",
    statement: deny({ Resource: "arn:aws:s3:::${aws:username}/*" }),
    says: { suggestion: "${aws:username, 'none'}" },
  },
  {
    given: "a key with several values",
    code: "variable-missing",
    statement: deny({ Resource: "arn:aws:s3:::${aws:PrincipalOrgPaths}/*" }),
    says: { suggestion: null, details: { key: "aws:PrincipalOrgPaths", why: "several-values" } },
  },
  {
    given: "a role's name in any account",
    code: "foreign-account-exemption",
    statement: when({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" } }),
    says: { severity: "note" },
  },
  {
    given: "a stranger's role in an RCP",
    code: "foreign-account-exemption",
    type: rcp,
    statement: rcpDeny({ Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" } } }),
    says: { severity: "warning" },
  },
  {
    given: "a statement again, in another order",
    code: "duplicate-statement",
    statement: [deny({ Action: ["s3:Get*", "s3:Put*"] }), deny({ Sid: "x", Action: ["s3:put*", "s3:get*"] })],
    says: { path: "Statement[1]" },
  },
];

const nearMisses: readonly Case[] = [
  {
    given: "Sids that differ in a letter, and none",
    code: "policy-syntax",
    statement: [
      deny({ Sid: "a" }),
      deny({ Sid: "A", Action: "sqs:*" }),
      deny({ Action: "sns:*" }),
      deny({ Action: "kms:*" }),
    ],
  },
  {
    given: "every operator with its modifiers",
    code: "policy-syntax",
    statement: when({
      "ForAnyValue:stringlikeifexists": { "aws:TagKeys": "a" },
      Null: { "aws:TokenIssueTime": "true" },
      DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
    }),
  },
  {
    given: "NotAction in an Allow of an SCP",
    code: "element-not-allowed",
    statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
  },
  {
    given: "NotResource in an RCP",
    code: "element-not-allowed",
    type: rcp,
    statement: { Effect: "Deny", Principal: "*", Action: "s3:*", NotResource: "arn:aws:s3:::a" },
  },
  {
    given: "an action in other letters",
    code: "action-unknown",
    statement: deny({ Action: ["S3:getobject", "s3:*Object", "*:LeaveOrganization", "*"] }),
  },
  { given: "a service by pattern", code: "service-unknown", statement: deny({ Action: ["guard*:*", "*"] }) },
  {
    given: "keys in other letters, tags, claims of a provider",
    code: "key-unknown",
    statement: when({
      StringEquals: {
        "AWS:requestedregion": "eu-west-1",
        "aws:PrincipalTag/any thing": "x",
        "token.actions.githubusercontent.com:sub": "x",
        "oidc.example.org/id:aud": "x",
      },
    }),
  },
  {
    given: "a key of the resource type",
    code: "key-never-present",
    statement: when({ StringEquals: { "aws:ResourceTag/env": "prod" } }, { Action: "rds:CreateDBInstance" }),
  },
  {
    given: "a key of the resource that the statement names",
    code: "key-never-present",
    statement: when(
      { Bool: { "ec2:Encrypted": "false" } },
      { Action: "ec2:RunInstances", Resource: "arn:aws:ec2:*:*:volume/*" },
    ),
  },
  {
    given: "a key that one action of a wildcard carries",
    code: "key-never-present",
    statement: when({ StringEquals: { "s3:x-amz-acl": "public-read" } }, { Action: "s3:Put*" }),
  },
  {
    given: "a key of NotAction",
    code: "key-never-present",
    statement: {
      Effect: "Deny",
      NotAction: "s3:*",
      Resource: "*",
      Condition: { StringEquals: { "s3:x-amz-acl": "private" } },
    },
  },
  {
    given: "a bucket for an action on buckets, a pattern within a name",
    code: "resource-never-matches",
    statement: deny({ Action: "s3:DeleteBucket", Resource: ["arn:aws:s3:::logs", "arn:*:s3:::*log*", "*"] }),
  },
  {
    given: "the root user",
    code: "resource-never-matches",
    statement: deny({ Action: "iam:CreateAccessKey", Resource: "arn:aws:iam::*:root" }),
  },
  {
    given: "one of two actions fits",
    code: "resource-never-matches",
    statement: deny({ Action: ["s3:GetObject", "s3:DeleteBucket"], Resource: "arn:aws:s3:::logs" }),
  },
  {
    given: "an action that no table knows",
    code: "resource-never-matches",
    statement: deny({ Action: ["s3:NewThing", "s3:GetObject"], Resource: "arn:aws:s3:::logs" }),
  },
  {
    given: "a variable in the resource",
    code: "resource-never-matches",
    statement: deny({ Action: "s3:GetObject", Resource: "${aws:PrincipalTag/home}" }),
  },
  {
    given: "a wildcard under StringLike, a star in a tag's value",
    code: "condition-never-matches",
    statement: when({
      StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin*" },
      StringEquals: { "aws:PrincipalTag/a": "*", "aws:RequestedRegion": "eu-west-1" },
    }),
  },
  {
    given: "an AWS service in an RCP",
    code: "condition-never-matches",
    type: rcp,
    statement: rcpDeny({ Condition: { BoolIfExists: { "aws:PrincipalIsAWSService": "true" } } }),
  },
  {
    given: "a value with a variable",
    code: "condition-never-matches",
    statement: when({ StringEquals: { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/*" } }),
  },
  {
    given: "a range that some values are in",
    code: "statement-never-matches",
    statement: when({
      StringLike: { "aws:RequestedRegion": "eu-*" },
      StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] },
    }),
  },
  {
    given: "two keys with several values each",
    code: "statement-never-matches",
    statement: when({
      "ForAnyValue:StringEquals": { "aws:TagKeys": "a" },
      "ForAnyValue:StringLike": { "aws:TagKeys": "b" },
    }),
  },
  {
    given: "a service that RCPs cover, and one beside it",
    code: "service-not-controlled",
    type: rcp,
    statement: rcpDeny({ Action: ["s3:*", "dynamodb:*", "s*:*"] }),
  },
  { given: "the same services in an SCP", code: "service-not-controlled", statement: deny({ Action: "ec2:*" }) },
  {
    given: "a set operator on a key with several values",
    code: "set-operator-on-single-value",
    statement: when(
      {
        "ForAnyValue:StringEquals": {
          "aws:TagKeys": "a",
          "aws:CalledVia": "athena.amazonaws.com",
          "lambda:SubnetIds": "s",
        },
      },
      { Action: "lambda:CreateFunction" },
    ),
  },
  {
    given: "MFA with IfExists, or with Null beside it",
    code: "missing-key-escapes",
    statement: [
      when({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }),
      when({ Bool: { "aws:MultiFactorAuthPresent": "false" }, Null: { "aws:MultiFactorAuthPresent": "false" } }),
    ],
  },
  {
    given: "TLS, which every request tells",
    code: "missing-key-escapes",
    statement: when({ Bool: { "aws:SecureTransport": "false" } }),
  },
  {
    given: "MFA in an Allow",
    code: "missing-key-escapes",
    statement: allow({ Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
  },
  {
    given: "ForAllValues beside Null",
    code: "missing-key-matches",
    statement: when(
      { "ForAllValues:StringNotEquals": { "aws:TagKeys": "a" }, Null: { "aws:TagKeys": "false" } },
      { Action: "ec2:CreateTags" },
    ),
  },
  {
    given: "a network that minds AWS's calls",
    code: "missing-key-matches",
    statement: when({ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" }, BoolIfExists: { "aws:ViaAWSService": "false" } }),
  },
  {
    given: "a boundary that must be there",
    code: "missing-key-matches",
    statement: when(
      { StringNotEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111111111111:policy/b" } },
      { Action: "iam:CreateRole" },
    ),
  },
  {
    given: "a dollar sign and escaped signs",
    code: "variable-is-literal",
    statement: deny({ Resource: "arn:aws:s3:::a$b-${*}-${$}" }),
  },
  {
    given: "a default, and keys that all requests carry",
    code: "variable-missing",
    statement: deny({
      Resource: ["arn:aws:s3:::${aws:username, 'x'}/*", "arn:aws:s3:::${aws:PrincipalAccount}/*", "arn:aws:s3:::${*}"],
    }),
  },
  {
    given: "a role in one account",
    code: "foreign-account-exemption",
    statement: when({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/Admin" } }),
  },
  {
    given: "a stranger kept out by the organisation's id",
    code: "foreign-account-exemption",
    type: rcp,
    statement: rcpDeny({
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" },
        StringNotEquals: { "aws:PrincipalOrgID": "o-abc1234567" },
      },
    }),
  },
  {
    given: "a principal that is denied, not left out",
    code: "foreign-account-exemption",
    statement: when({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Dev" } }),
  },
  {
    given: "statements that differ in one value",
    code: "duplicate-statement",
    statement: [
      deny({ Action: "s3:Get*" }),
      deny({ Action: "s3:Put*" }),
      deny({ Action: "s3:Get*", Resource: "arn:aws:s3:::a" }),
    ],
  },
];

describe("lintPolicy", () => {
  test.each(fires)("$code: $given", ({ code, statement, type, version, says }) => {
    const problem = lint(statement, type, version).find((one) => one.code === code);
    expect(problem).toMatchObject({ code, policyId: null, nodeId: null, ...says });
  });

  test.each(nearMisses)("not $code: $given", ({ code, statement, type, version }) => {
    expect(lint(statement, type, version).filter((one) => one.code === code)).toEqual([]);
  });

  test("each of its codes has a near miss", () => {
    expect(new Set(nearMisses.map(({ code }) => code))).toEqual(new Set(fires.map(({ code }) => code)));
  });

  test("what is usual and right gives nothing but the note on names of roles", () => {
    const statement = when(
      {
        ArnNotLike: {
          "aws:PrincipalArn": ["arn:aws:iam::*:role/AWSControlTowerExecution", "arn:aws:iam::*:role/sec/*"],
        },
      },
      { Sid: "GuardDuty", Action: ["guardduty:DeleteDetector", "guardduty:UpdateDetector"] },
    );
    expect(lint(statement).map(({ code }) => code)).toEqual(["foreign-account-exemption"]);
  });

  test.each<[string, string, string, boolean]>([
    ["broken JSON", "{", scp, true],
    ["broken JSON of another type", "{", "TAG_POLICY", true],
    ["a tag policy", '{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}', "TAG_POLICY", false],
    ["no Statement", "{}", scp, true],
    ["an empty text", "", scp, true],
  ])("%s", (_given, text, type, isRefused) => {
    expect(lintPolicy(text, type, universe).map(({ code }) => code)).toEqual(isRefused ? ["policy-syntax"] : []);
  });

  test.each<[string, Statement | readonly Statement[]]>([
    [
      "exponential wildcards",
      deny({ Action: `s3:${"*a".repeat(100)}`, Resource: `arn:aws:s3:::${"*a?".repeat(150)}` }),
    ],
    ["many wildcards over all services", deny({ Action: Array.from({ length: 300 }, (_, at) => `*:*${at}*a*b*`) })],
    [
      "long lists of patterns",
      when({ StringNotLike: { "aws:PrincipalArn": Array.from({ length: 2_000 }, (_, at) => `*a*${at}*b*`) } }),
    ],
    [
      "2,000 statements",
      Array.from({ length: 2_000 }, (_, at) => when({ StringLike: { "aws:PrincipalArn": `*${at}*a*` } })),
    ],
    ["a long name", deny({ Action: `s3:${"x".repeat(100_000)}` })],
  ])("hostile: %s within a second", (_given, statement) => {
    const start = process.cpuUsage();
    lint(statement);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });
});
