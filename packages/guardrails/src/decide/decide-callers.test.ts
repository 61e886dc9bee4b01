import { describe, expect, test } from "vitest";
import { type AtomCase, questionOf } from "../testing/atom-questions.ts";
import { decide, deny, scp } from "../testing/decide-cases.ts";
import { decideAtom } from "./decide-atom.ts";
import { DecisionMemo } from "./decision-memo.ts";
import { mostSolutions } from "./solve.ts";

const own = "arn:aws:iam::111122223333";

describe("kinds of callers", () => {
  const rootOnly = scp(deny({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } }));
  const byType = scp(deny({ StringEquals: { "aws:PrincipalType": "Account" } }));
  test.each<readonly [given: string, AtomCase, expected: string]>([
    ["root, denied by its ARN", { principals: "root", scp: rootOnly }, "stopped by p-1#0"],
    ["root, denied by its type", { principals: "root", scp: byType }, "stopped by p-1#0"],
    ["humans beside it", { principals: "human", scp: rootOnly }, "open"],
    [
      "members beside it",
      { principals: "member", scp: rootOnly },
      "open: aws:PrincipalArn does-not-match arn:aws:iam::*:root",
    ],
    ["strangers, whom no SCP binds", { principals: "external", action: "s3:GetObject", scp: scp(deny()) }, "open"],
  ])("%s", (_given, atomCase, expected) => {
    expect(decide(atomCase)).toBe(expected);
  });
});

describe("calls with several resources", () => {
  const resources = ["arn:*:ec2:*::image/*", "arn:*:ec2:*:*:instance/*"];
  const launch = (...statements: unknown[]): AtomCase => ({
    action: "ec2:RunInstances",
    resources,
    scp: scp(...statements),
  });
  const instances = { Action: "ec2:RunInstances", Resource: "arn:aws:ec2:*:*:instance/*" };
  test.each<readonly [given: string, AtomCase, expected: string]>([
    [
      "a Deny on one of them",
      launch(deny(undefined, { ...instances, Resource: "arn:*:ec2:*::image/*" })),
      "stopped by p-1#0",
    ],
    [
      "a key of the call",
      launch(deny({ StringNotEquals: { "ec2:MetadataHttpTokens": "required" } }, instances)),
      "open: ec2:MetadataHttpTokens matches required",
    ],
    [
      "a tag of one, a tag of the other",
      launch(
        deny({ StringNotEquals: { "aws:ResourceTag/a": "x" } }, { Resource: "arn:*:ec2:*::image/*" }),
        deny({ StringNotEquals: { "aws:ResourceTag/a": "y" } }, { Resource: "arn:*:ec2:*:*:instance/*" }),
      ),
      "escapes: state: aws:ResourceTag/a matches x and aws:ResourceTag/a matches y",
    ],
  ])("%s", (_given, atomCase, expected) => {
    expect(decide(atomCase)).toBe(expected);
  });
});

describe("resource control policies", () => {
  const perimeter = deny({
    StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abc1234567" },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  });
  const partner = deny({
    StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abc1234567", "aws:PrincipalAccount": "999999999999" },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  });
  const read = { principals: "external", action: "s3:GetObject", resources: ["arn:*:s3:::*/*"] } as const;
  test.each<readonly [given: string, AtomCase, expected: string]>([
    ["strangers outside the perimeter", { ...read, rcp: scp(perimeter) }, "stopped by p-1#0"],
    ["members inside it", { ...read, principals: "member", rcp: scp(perimeter) }, "open"],
    ["AWS services", { ...read, principals: "aws-service", rcp: scp(perimeter) }, "open"],
    [
      "a partner's account",
      { ...read, rcp: scp(partner) },
      "escapes: named-exemption: aws:PrincipalAccount matches 999999999999",
    ],
    [
      "the organisation of the resource as a variable",
      { ...read, rcp: scp(deny({ StringNotEqualsIfExists: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } })) },
      "stopped by p-1#0",
    ],
    [
      "a service that RCPs do not cover",
      { ...read, action: "sns:Publish", resources: ["*"], rcp: scp(deny()) },
      "open",
    ],
    [
      "an action without a resource",
      { ...read, action: "s3:ListAllMyBuckets", resources: ["*"], rcp: scp(deny()) },
      "open",
    ],
    ["kms:RetireGrant", { ...read, action: "kms:RetireGrant", resources: ["*"], rcp: scp(deny()) }, "open"],
    [
      "kms:Decrypt",
      { ...read, action: "kms:Decrypt", resources: ["arn:*:kms:*:*:key/*"], rcp: scp(deny()) },
      "stopped by p-1#0",
    ],
    [
      "a member's way to resources of others",
      {
        ...read,
        principals: "member",
        conditions: [{ operator: "StringNotEquals", key: "aws:ResourceOrgID", values: ["o-abc1234567"] }],
        rcp: scp(deny()),
      },
      "open",
    ],
    [
      "members stopped by both together",
      {
        ...read,
        principals: "member",
        scp: scp(deny({ ArnLike: { "aws:PrincipalArn": `${own}:user/*` } })),
        rcp: scp(deny({ ArnNotLike: { "aws:PrincipalArn": `${own}:user/*` } })),
      },
      "stopped by p-1#0",
    ],
  ])("%s", (_given, atomCase, expected) => {
    expect(decide(atomCase)).toBe(expected);
  });
});

describe("budgets", () => {
  const stars = (letter: string) => `*${`${letter}*`.repeat(40)}`;
  test("wildcards that explode end in unknown or in an answer, soon", () => {
    const began = performance.now();
    const odd = scp(
      deny({ StringLike: { "aws:PrincipalTag/t": [stars("a"), stars("b")] } }),
      deny({ StringNotLike: { "aws:PrincipalTag/t": ["*a????????????????", "*b?????????????????"] } }),
    );
    expect(["unknown", "escapes", "open", "stopped"]).toContain(decide({ scp: odd }).split(":")[0]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test("sixty Denies whose patterns all meet end in unknown", () => {
    const odd = Array.from({ length: 60 }, (_, at) =>
      deny({
        StringNotLike: { "aws:PrincipalTag/t": Array.from({ length: 60 }, (_value, other) => `*${at}*${other}*x*`) },
      }),
    );
    const spent = process.cpuUsage();
    expect(decide({ scp: scp(...odd) })).toBe("unknown: over-budget guardduty:DeleteDetector");
    expect(process.cpuUsage(spent).user / 1_000).toBeLessThan(5_000);
  });

  test("more ways out than anybody reads are cut off, and it is still known that none is open", () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      deny({ StringNotEquals: { [`aws:PrincipalTag/a${at}`]: "x", [`aws:PrincipalTag/b${at}`]: "y" } }),
    );
    const memo = new DecisionMemo();
    const outcome = decideAtom(questionOf({ scp: scp(...many) }), memo);
    expect(outcome.kind === "escapes" ? outcome.waysOut.length : outcome.kind).toBe(mostSolutions);
    const open = deny({ StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } });
    const isOpen = decideAtom(
      questionOf({
        scp: scp(
          open,
          ...many.map(({ Condition }) => deny({ ...Condition, StringEquals: { "aws:RequestedRegion": "us-east-1" } })),
        ),
      }),
      memo,
    );
    expect(isOpen.kind).toBe("open");
  });

  test("two hundred exemptions of one pattern each, twice", () => {
    const names = Array.from({ length: 200 }, (_, at) => `arn:aws:iam::*:role/exempt-${at}-*`);
    const odd = scp(
      ...names.map((name) => deny({ ArnNotLike: { "aws:PrincipalArn": [name, "arn:aws:iam::*:role/all-*"] } })),
    );
    expect(decide({ scp: odd })).toMatch(/^escapes: named-exemption: aws:PrincipalArn matches .*all-/);
  });
});
