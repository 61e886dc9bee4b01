import { allowAll, deny, type RuleCase } from "./rule-case.ts";

const syntax = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html";

/** What an SCP may be written in. */
export const scpLanguageRules: readonly RuleCase[] = [
  ...[
    {
      given: "Condition in Allow",
      statement: { ...allowAll, Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } },
      expected: "denied" as const,
    },
    {
      given: "NotAction in Allow",
      statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
      expected: "allowed" as const,
    },
    {
      given: "NotAction in Allow that names the action",
      statement: { Effect: "Allow", NotAction: "s3:*", Resource: "*" },
      expected: "denied" as const,
    },
    {
      given: "a single ARN in Allow",
      statement: { Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::logs/*" },
      expected: "allowed" as const,
    },
    {
      given: "NotResource in Allow",
      statement: { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::logs/*" },
      expected: "denied" as const,
    },
    {
      given: "a star at the start of an action",
      statement: { Effect: "Allow", Action: "*:PutObject", Resource: "*" },
      expected: "allowed" as const,
    },
    {
      given: "a star in the middle of an action",
      statement: { Effect: "Allow", Action: "s3:Put*ct", Resource: "*" },
      expected: "allowed" as const,
    },
  ].map(({ given, statement, expected }) => ({
    rule: "11",
    page: "https://aws.amazon.com/blogs/security/unlock-new-possibilities-aws-organizations-service-control-policy-now-supports-full-iam-language/",
    given,
    bare: ["ou-a"],
    scps: { "ou-a": [statement] },
    expected,
  })),
  ...[
    { rule: "12", given: "an SCP with a principal", statement: deny({ Principal: "*" }), expected: "unknown" as const },
    {
      rule: "13",
      given: "an SCP without a resource",
      statement: { Effect: "Deny", Action: "*" },
      expected: "unknown" as const,
    },
    {
      rule: "14",
      given: "actions are compared without case",
      statement: deny({ Action: "S3:putOBJECT" }),
      expected: "denied" as const,
    },
    {
      rule: "14",
      given: "`?` is one character",
      statement: deny({ Action: "s3:PutObjec?" }),
      expected: "denied" as const,
    },
    {
      rule: "14",
      given: "`?` is not none",
      statement: deny({ Action: "s3:PutObject?" }),
      expected: "allowed" as const,
    },
    {
      rule: "14",
      given: "NotAction leaves the named ones alone",
      statement: { Effect: "Deny", NotAction: "s3:Put*", Resource: "*" },
      expected: "allowed" as const,
    },
  ].map(({ rule, given, statement, expected }) => ({
    rule,
    page: syntax,
    given,
    scps: { "r-1": [statement] },
    expected,
  })),
];
