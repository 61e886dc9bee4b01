import { parsePolicyDocument } from "@sekinin/guardrails";
import fc from "fast-check";
import { expect, test } from "vitest";
import { policyText } from "../testing/index.ts";
import { allowsEveryone } from "./public-access.ts";

const everyone = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };

function isPublic(statement: object): boolean {
  const parsed = parsePolicyDocument(policyText(statement));
  if (parsed.status === "problem") throw new Error(parsed.problem.code);
  return parsed.document.statements.some(allowsEveryone);
}

test.each([
  ["the bare star", {}, true],
  ["AWS *", { Principal: { AWS: "*" } }, true],
  ["AWS * among others", { Principal: { AWS: ["111122223333", "*"] } }, true],
  ["a service beside AWS *", { Principal: { Service: "sns.amazonaws.com", AWS: "*" } }, true],
  ["everyone but one", { Principal: undefined, NotPrincipal: { AWS: "111122223333" } }, true],
  ["one account", { Principal: { AWS: "111122223333" } }, false],
  ["a service", { Principal: { Service: "sns.amazonaws.com" } }, false],
  ["a star as service", { Principal: { Service: "*" } }, false],
  ["no principal, as in an identity policy", { Principal: undefined }, false],
  ["a Deny", { Effect: "Deny" }, false],
])("%s: %s is public: %s", (_given, difference, expected) => {
  expect(isPublic({ ...everyone, ...difference })).toBe(expected);
});

const account = "111122223333";
const organization = "o-abc1234567";

test.each([
  ["StringEquals", "aws:PrincipalOrgID", organization, false],
  ["StringEquals", "AWS:PRINCIPALORGID", organization, false],
  ["stringequals", "aws:PrincipalOrgID", organization, false],
  ["StringLike", "aws:PrincipalOrgID", "o-*", true],
  ["StringLike", "aws:PrincipalOrgID", "*", true],
  ["StringEquals", "aws:PrincipalOrgID", [organization, "o-zzz9876543"], false],
  ["StringLike", "aws:PrincipalOrgID", [organization, "*"], true],
  ["StringNotEquals", "aws:PrincipalOrgID", organization, true],
  ["StringEqualsIfExists", "aws:PrincipalOrgID", organization, true],
  ["ForAllValues:StringEquals", "aws:PrincipalOrgID", organization, true],
  ["ForAnyValue:StringEquals", "aws:PrincipalOrgID", organization, false],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", `${organization}/r-ab12/ou-ab12-1/*`, false],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-ab12/*", true],
  ["StringEquals", "aws:PrincipalAccount", account, false],
  ["StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}", true],
  ["StringEquals", "aws:SourceAccount", account, false],
  ["StringLike", "aws:SourceAccount", "11112222????", true],
  ["StringEquals", "aws:SourceOrgID", organization, false],
  ["StringEquals", "aws:SourceVpce", "vpce-0abc", false],
  ["StringEquals", "aws:SourceVpc", "vpc-0abc", false],
  ["StringEquals", "kms:CallerAccount", account, false],
  ["ArnLike", "aws:PrincipalArn", `arn:aws:iam::${account}:role/*`, false],
  ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/admin", true],
  ["ArnEquals", "aws:SourceArn", "arn:aws:s3:::uploads", false],
  ["ArnLike", "aws:SourceArn", "arn:aws:s3:::*", true],
  ["ArnLike", "aws:SourceArn", `arn:aws:events:*:${account}:rule/*`, false],
  ["ArnNotLike", "aws:PrincipalArn", `arn:aws:iam::${account}:role/x`, true],
  ["StringLike", "aws:userid", "AROAEXAMPLEID:*", false],
  ["StringLike", "aws:userid", "*:session", true],
  ["IpAddress", "aws:SourceIp", "203.0.113.0/24", false],
  ["IpAddress", "aws:SourceIp", "203.0.113.7", false],
  ["IpAddress", "aws:SourceIp", "10.0.0.0/8", false],
  ["IpAddress", "aws:SourceIp", "0.0.0.0/0", true],
  ["IpAddress", "aws:SourceIp", "0.0.0.0/1", true],
  ["IpAddress", "aws:SourceIp", ["203.0.113.0/24", "0.0.0.0/0"], true],
  ["IpAddress", "aws:SourceIp", "2001:db8::/32", false],
  ["IpAddress", "aws:SourceIp", "::/0", true],
  ["IpAddress", "aws:SourceIp", "203.0.113.0/x", true],
  ["NotIpAddress", "aws:SourceIp", "203.0.113.0/24", true],
  ["Bool", "aws:SecureTransport", "true", true],
  ["Bool", "aws:PrincipalIsAWSService", "true", true],
  ["Null", "aws:PrincipalOrgID", "false", true],
  ["StringEquals", "s3:x-amz-acl", "private", true],
  ["StringEquals", "aws:PrincipalOrgID", [], false],
])("%s %s %s: public %s", (operator, key, value, expected) => {
  expect(isPublic({ ...everyone, Condition: { [operator]: { [key]: value } } })).toBe(expected);
});

test("one condition that pins is enough among others that do not", () => {
  const Condition = { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:PrincipalOrgID": organization } };
  expect(isPublic({ ...everyone, Condition })).toBe(false);
});

test("another condition never opens what one has pinned", () => {
  const operator = fc.constantFrom("StringEquals", "StringLike", "Bool", "IpAddress", "ForAllValues:StringLike");
  const key = fc.constantFrom("aws:PrincipalArn", "aws:SourceIp", "aws:SecureTransport", "aws:Other");
  fc.assert(
    fc.property(operator, key, fc.string(), (name, other, value) => {
      const pinned = { ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${account}:topic` } };
      expect(isPublic({ ...everyone, Condition: { [name]: { [other]: value }, ...pinned } })).toBe(false);
    }),
  );
});
