import { describe, expect, test } from "vitest";
import type { Level } from "../evaluate/compile-organization.ts";
import { type AtomCase, levelWith } from "../testing/atom-questions.ts";
import { decide, deny, scp } from "../testing/decide-cases.ts";

type Row = readonly [given: string, statements: readonly unknown[], expected: string];

describe("classes of ways out", () => {
  test.each<Row>([
    ["nothing", [], "open"],
    ["a Deny of everything", [deny()], "stopped by p-1#0"],
    ["a Deny of another action", [deny(undefined, { Action: "s3:*" })], "open"],
    ["a Deny of another resource", [deny(undefined, { Resource: "arn:aws:s3:::*" })], "open"],
    [
      "a Deny save for a role",
      [deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin*" } })],
      "escapes: named-exemption: aws:PrincipalArn matches arn:aws:iam::*:role/Admin*",
    ],
    [
      "a Deny save for a role of another account",
      [deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::999999999999:role/Admin" } })],
      "stopped by p-1#0",
    ],
    [
      "a Deny save for service-linked roles",
      [deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/aws-service-role/*" } })],
      "stopped by p-1#0",
    ],
    [
      "a Deny of roles only",
      [deny({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } })],
      "open: aws:PrincipalArn does-not-match arn:aws:iam::*:role/*",
    ],
    [
      "a Deny save with a tag",
      [deny({ StringNotEquals: { "aws:PrincipalTag/team": "security" } })],
      "escapes: named-exemption: aws:PrincipalTag/team matches security",
    ],
    [
      "a Deny with a tag",
      [deny({ StringEquals: { "aws:PrincipalTag/team": "web" } })],
      "open: aws:PrincipalTag/team does-not-match web or absent",
    ],
    [
      "a Deny without MFA that long-term keys pass",
      [deny({ Bool: { "aws:MultiFactorAuthPresent": "false" } })],
      "escapes: route: aws:MultiFactorAuthPresent matches true or absent",
    ],
    [
      "a Deny without MFA",
      [deny({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } })],
      "escapes: route: aws:MultiFactorAuthPresent matches true",
    ],
    [
      "a Deny with MFA",
      [deny({ Bool: { "aws:MultiFactorAuthPresent": "true" } })],
      "open: aws:MultiFactorAuthPresent matches false or absent",
    ],
    [
      "a Deny of direct calls",
      [deny({ Bool: { "aws:ViaAWSService": "false" } })],
      "escapes: route: aws:ViaAWSService matches true",
    ],
    [
      "a Deny outside a Region",
      [deny({ StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } })],
      "open: aws:RequestedRegion matches eu-west-1",
    ],
    [
      "a Deny save for tagged resources",
      [deny({ StringNotEquals: { "aws:ResourceTag/open": "yes" } })],
      "escapes: state: aws:ResourceTag/open matches yes",
    ],
    [
      "a Deny of tagged resources",
      [deny({ Null: { "aws:ResourceTag/guarded": "false" } })],
      "open: aws:ResourceTag/guarded absent",
    ],
    [
      "a Deny by a time",
      [deny({ DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } })],
      "open: aws:CurrentTime compares >= 2030-01-01T00:00:00.000Z",
    ],
    [
      "a Deny of old sessions",
      [deny({ NumericGreaterThan: { "aws:MultiFactorAuthAge": "3600" } })],
      "escapes: route: aws:MultiFactorAuthAge compares <= 3600 or absent",
    ],
    [
      "two Denies with different exemptions",
      [
        deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/A" } }),
        deny({ StringNotEquals: { "aws:PrincipalTag/t": "u" } }),
      ],
      "escapes: named-exemption: aws:PrincipalArn matches arn:aws:iam::*:role/A and aws:PrincipalTag/t matches u",
    ],
    [
      "two Denies whose exemptions exclude each other",
      [
        deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/A" } }),
        deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/B" } }),
      ],
      "stopped by p-1#0 p-1#1",
    ],
    [
      "a perimeter of networks and services",
      [
        deny({
          NotIpAddressIfExists: { "aws:SourceIp": "10.0.0.0/8" },
          StringNotEqualsIfExists: { "aws:SourceVpc": "vpc-1" },
          Bool: { "aws:ViaAWSService": "false" },
        }),
      ],
      "escapes: route: aws:SourceIp within 10.0.0.0/8; route: aws:SourceVpc matches vpc-1; route: aws:ViaAWSService matches true",
    ],
    [
      "an address and an endpoint at once",
      [
        deny({ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
        deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }),
      ],
      "stopped by p-1#0 p-1#1",
    ],
    ["a Deny of AWS services, which no SCP sees", [deny({ Bool: { "aws:PrincipalIsAWSService": "true" } })], "open"],
    ["a Deny of all but AWS services", [deny({ Bool: { "aws:PrincipalIsAWSService": "false" } })], "stopped by p-1#0"],
    [
      "a Deny outside the organisation's own id",
      [deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-other12345" } })],
      "stopped by p-1#0",
    ],
    [
      "a Deny save below an OU",
      [deny({ "ForAnyValue:StringNotLike": { "aws:PrincipalOrgPaths": "o-abc1234567/r-1/ou-1/*" } })],
      "open",
    ],
    [
      "a Deny by name of user, which roles do not have",
      [deny({ StringNotLike: { "aws:username": "break-glass" } })],
      "escapes: named-exemption: aws:username matches break-glass",
    ],
    [
      "a key that the action never carries, asked for",
      [deny({ StringEquals: { "ec2:InstanceType": "t3.micro" } })],
      "open",
    ],
    [
      "a key that the action never carries, excluded",
      [deny({ StringNotEquals: { "ec2:InstanceType": "t3.micro" } })],
      "stopped by p-1#0",
    ],
    [
      "a key that nobody knows",
      [deny({ StringNotEquals: { "guardduty:NewKey": "x" } })],
      "open: every guardduty:NewKey matches x",
    ],
    [
      "a key that nobody knows, which may have several values",
      [
        deny({ "ForAllValues:StringEquals": { "x:amr": "a" } }),
        deny({ "ForAllValues:StringEquals": { "x:amr": "b" } }),
        deny({ "ForAllValues:StringNotEquals": { "x:amr": ["a", "b"] } }),
      ],
      "open: some x:amr does-not-match a and some x:amr does-not-match b and some x:amr matches a or b",
    ],
    [
      "an ARN of fewer than six parts, under an operator of ARNs",
      [deny({ ArnNotLike: { "aws:PrincipalArn": "*" } })],
      "unknown: policy-unreadable Condition.ArnNotLike",
    ],
    [
      "an operator without values",
      [deny({ StringNotEquals: { "aws:PrincipalTag/x": [] } })],
      "unknown: policy-unreadable Condition.StringNotEquals",
    ],
    [
      "what JavaScript takes for a date",
      [deny({ DateGreaterThan: { "aws:CurrentTime": "foo 1" } })],
      "unknown: policy-unreadable Condition.DateGreaterThan",
    ],
    [
      "a time that has come for good",
      [deny({ DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } })],
      "stopped by p-1#0",
    ],
    ["a time that is past", [deny({ DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } })], "open"],
  ])("%s", (_given, statements, expected) => {
    expect(decide({ scp: scp(...statements) })).toBe(expected);
  });
});

describe("levels", () => {
  const allow = (rest: Record<string, unknown>): Level => ({
    nodeId: "ou-1",
    entries: levelWith([{ Effect: "Allow", Resource: "*", ...rest }]).entries.slice(1),
  });
  test.each<readonly [given: string, level: Record<string, unknown>, expected: string]>([
    ["an Allow of other services", { Action: "s3:*" }, "stopped by"],
    ["an Allow of all but one service", { NotAction: "iam:*" }, "open"],
    [
      "an Allow for a role",
      { Action: "*", Condition: { StringLike: { "aws:PrincipalArn": "*:role/Admin" } } },
      "escapes: named-exemption: aws:PrincipalArn matches *:role/Admin",
    ],
    [
      "an Allow in a Region",
      { Action: "*", Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } },
      "open: aws:RequestedRegion matches eu-west-1",
    ],
  ])("%s", (_given, level, expected) => {
    expect(decide({ scp: [levelWith([]), allow(level)] })).toBe(expected);
  });
});

describe("variables that stand for the account stay as written", () => {
  test.each<Row>([
    [
      "in an ARN",
      [deny({ ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::${aws:PrincipalAccount}:role/*" } })],
      "escapes: named-exemption: aws:PrincipalArn matches arn:*:iam::${aws:PrincipalAccount}:role/*",
    ],
    [
      "beside characters, defaults and variables without a value",
      [
        deny({
          StringEquals: {
            "aws:RequestedRegion": [
              "${aws:principalaccount}",
              "*",
              "${$}{",
              "${aws:PrincipalServiceName, 'e?'}",
              "${aws:PrincipalServiceName}",
            ],
          },
        }),
      ],
      "open: aws:RequestedRegion does-not-match ${aws:principalaccount} or ${*} or ${$}{ or e${?}",
    ],
    [
      "in a resource",
      [deny(undefined, { Resource: "arn:aws:*:*:${aws:PrincipalAccount}:x${*}*" })],
      "open: $resource does-not-match arn:aws:*:*:${aws:PrincipalAccount}:x${*}*",
    ],
    [
      "but not what is the same for the whole organisation",
      [deny({ StringEquals: { "aws:RequestedRegion": "${aws:PrincipalOrgID}" } })],
      "open: aws:RequestedRegion does-not-match o-abc1234567",
    ],
  ])("%s", (_given, statements, expected) => {
    expect(decide({ scp: scp(...statements) })).toBe(expected);
  });
});

describe("what cannot be read", () => {
  const reason = { code: "policy-unread", detail: "p-2", statements: [] } as const;
  const unreadable = { nodeId: "ou-1", entries: [{ kind: "unreadable", policyId: "p-2", reason } as const] };
  const [certain] = scp(deny());
  const uncertain = {
    nodeId: "r-1",
    entries: (certain?.entries ?? []).map((entry, at) =>
      entry.kind === "policy" ? { ...entry, isCertain: at === 0 } : entry,
    ),
  };
  test.each<readonly [given: string, levels: AtomCase["scp"], expected: string]>([
    ["a policy beside nothing", [levelWith([]), unreadable], "unknown: policy-unread p-2"],
    ["a policy beside a full Deny", [levelWith([deny()]), unreadable], "stopped by p-1#0"],
    ["a policy that may be attached", [uncertain], "unknown: policy-unreadable attachments-unread"],
    [
      "an unknown operator",
      scp(deny({ StringResembles: { "aws:username": "x" } })),
      "unknown: policy-unreadable Condition.StringResembles",
    ],
    [
      "an unknown operator in a Deny of another action",
      scp(deny({ StringResembles: { "aws:username": "x" } }, { Action: "s3:*" })),
      "open",
    ],
    [
      "an unknown operator beside a condition that anybody can fail",
      scp(deny({ StringResembles: { "aws:username": "x" }, StringEquals: { "aws:RequestedRegion": "eu-west-1" } })),
      "open: aws:RequestedRegion does-not-match eu-west-1",
    ],
    ["an unknown operator beside a full Deny", scp(deny({ Odd: { "aws:username": "x" } }), deny()), "stopped by p-1#1"],
    [
      "a date that is none",
      scp(deny({ DateLessThan: { "aws:CurrentTime": "soon" } })),
      "unknown: policy-unreadable Condition.DateLessThan",
    ],
    [
      "an operator for one value on a key of several",
      scp(deny({ StringEquals: { "aws:CalledVia": "x" } })),
      "unknown: policy-unreadable Condition.StringEquals",
    ],
    [
      "a variable that differs from request to request",
      scp(deny(undefined, { Resource: "*${aws:username}*" })),
      "unknown: variable-unbound aws:username",
    ],
    [
      "a variable of the account",
      scp(deny(undefined, { Resource: "*:${aws:PrincipalAccount}:*" })),
      "stopped by p-1#0",
    ],
    [
      "a variable of the account, excluded",
      scp(deny(undefined, { NotResource: "arn:aws:s3:::${aws:PrincipalAccount}" })),
      "stopped by p-1#0",
    ],
    [
      "a variable without a value in NotResource",
      scp(deny(undefined, { NotResource: "*${aws:PrincipalServiceName}" })),
      "stopped by p-1#0",
    ],
    [
      "a variable without a value and a default",
      scp(deny({ StringLike: { "aws:RequestedRegion": "${aws:PrincipalServiceName, 'e'}*" } })),
      "open: aws:RequestedRegion does-not-match e*",
    ],
    [
      "a variable under the old version",
      [levelWith([deny({ StringEquals: { "aws:RequestedRegion": "${aws:username}" } })], "2008-10-17")],
      "open: aws:RequestedRegion does-not-match ${$}{aws:username}",
    ],
  ])("%s", (_given, levels, expected) => {
    expect(decide({ scp: levels ?? [] })).toBe(expected);
  });
});
