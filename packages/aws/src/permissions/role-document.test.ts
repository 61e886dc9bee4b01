import { describe, expect, test } from "vitest";
import { requiredActions } from "./collector-actions.ts";
import { deniedReads } from "./denied-reads.ts";
import { checkTrust, defaultRoleNames, isExternalId, permissionsPolicy, roleDocument } from "./role-document.ts";

const trust = {
  principalArn: "arn:aws:iam::999988887777:role/sekinin-worker",
  externalId: "sekinin:4f1e+9_a=b,c.d@e/f-0",
};

describe.each(["management", "member"] as const)("the %s role", (role) => {
  test("trusts our role alone, with the external id alone", () => {
    expect(roleDocument(role, trust).trustPolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "SekininWithExternalId",
          Effect: "Allow",
          Principal: { AWS: trust.principalArn },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": trust.externalId } },
        },
      ],
    });
  });

  test("allows exactly the declared actions and denies the reads of data", () => {
    expect(roleDocument(role, trust).permissionsPolicy).toEqual(permissionsPolicy(role));
    expect(permissionsPolicy(role)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "ReadSettings", Effect: "Allow", Action: requiredActions(role), Resource: "*" },
        { Sid: "NeverReadData", Effect: "Deny", Action: [...deniedReads], Resource: "*" },
      ],
    });
  });

  test("is within IAM's size of an inline policy, 10,240 characters without white space", () => {
    expect(JSON.stringify(permissionsPolicy(role)).length).toBeLessThanOrEqual(10_240);
  });

  test("has its own name unless told another", () => {
    expect(roleDocument(role, trust)).toMatchObject({ role, roleName: defaultRoleNames[role] });
    expect(roleDocument(role, trust, "Other")).toMatchObject({ role, roleName: "Other" });
  });
});

test("the two roles have different names, so that one account can hold both", () => {
  expect(defaultRoleNames.management).not.toBe(defaultRoleNames.member);
});

test.each([
  { given: "a principal that is anybody", principalArn: "*" },
  { given: "a principal that is a user", principalArn: "arn:aws:iam::999988887777:user/u" },
  { given: "an assumed role, which ends", principalArn: "arn:aws:sts::999988887777:assumed-role/r/s" },
  { given: "a principal with a wildcard", principalArn: "arn:aws:iam::999988887777:role/*" },
  { given: "a principal of every account", principalArn: "arn:aws:iam::*:root" },
  { given: "a root with a line feed", principalArn: "arn:aws:iam::999988887777:root\n" },
  { given: "a principal that ends the text", principalArn: 'arn:aws:iam::999988887777:role/r"' },
  { given: "no external id", externalId: "" },
  { given: "an external id with a space", externalId: "a b" },
  { given: "an external id with a line feed", externalId: "abc\n" },
  { given: "an external id that ends the text", externalId: 'a"}' },
  { given: "an external id that is a template", externalId: "$" + "{x}" },
  { given: "an external id with a wildcard", externalId: "abc*" },
])("nothing is made for $given", ({ given: _given, ...bad }) => {
  expect(() => checkTrust({ ...trust, ...bad })).toThrow(RangeError);
  expect(() => roleDocument("member", { ...trust, ...bad })).toThrow(RangeError);
});

test("an account's root may be the principal, of any partition", () => {
  for (const partition of ["aws", "aws-cn", "aws-us-gov"]) {
    expect(() => checkTrust({ ...trust, principalArn: `arn:${partition}:iam::999988887777:root` })).not.toThrow();
  }
});

test.each(["a/b", "..", "", "r\n", "x".repeat(65)])("nothing is made for the role name %j", (name) => {
  expect(() => roleDocument("management", trust, name)).toThrow(RangeError);
});

test.each([
  ["ab", true],
  ["a", false],
  ["a".repeat(1_224), true],
  ["a".repeat(1_225), false],
  ["+=,.@:/_-", true],
  ["a b", false],
  ["é1", false],
  ["a\tb", false],
  ["ab\n", false],
])("isExternalId of %j", (text, expected) => {
  expect(isExternalId(text)).toBe(expected);
});
