import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RelevantStatements } from "../decide/relevant-statements.ts";
import { matchesPattern } from "../match-pattern.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import { accountTests } from "./account-tests.ts";

function relevant(statement: Readonly<Record<string, unknown>>): RelevantStatements {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", ...statement } });
  const parsed = parsePolicyDocument(text);
  if (parsed.status !== "parsed") throw new Error(parsed.problem.code);
  const { version, statements } = parsed.document;
  const denies = statements.map((one) => ({ policyId: "p-1", version, statement: one, isCertain: true }));
  return { denies, allows: [], unreadable: [], key: "" };
}

const keysOf = (statement: Readonly<Record<string, unknown>>) =>
  accountTests([relevant(statement)], []).map(({ key }) => key);
const arn = (...values: string[]) => ({ Condition: { ArnNotLike: { "aws:PrincipalArn": values } } });

describe("what tells accounts apart", () => {
  test.each([
    {
      given: "role names with digits",
      statement: arn("arn:aws:iam::*:role/app1", "arn:aws:iam::*:role/a-2-*"),
      keys: [],
    },
    { given: "a Region", statement: { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }, keys: [] },
    {
      given: "a number",
      statement: { Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } } },
      keys: [],
    },
    { given: "an instance", statement: { Resource: "arn:aws:ec2:eu-west-1:*:instance/i-0123456789" }, keys: [] },
    { given: "an account in an ARN", statement: arn("arn:aws:iam::111111111111:role/x"), keys: ["id 111111111111"] },
    {
      given: "accounts by key",
      statement: { Condition: { StringNotEquals: { "aws:PrincipalAccount": ["111111111111", "222222222222"] } } },
      keys: ["id 111111111111", "id 222222222222"],
    },
    {
      given: "an account of a resource",
      statement: { Resource: "arn:aws:s3:*:333333333333:x" },
      keys: ["id 333333333333"],
    },
    { given: "a part of an account", statement: arn("arn:aws:iam::12*:role/x"), keys: ["id 12*"] },
    { given: "digits anywhere", statement: arn("*12*"), keys: ["id *12*"] },
    { given: "two runs of digits", statement: arn("*1*2*"), keys: ["id"] },
    { given: "a run with `?`", statement: arn("arn:aws:iam::1?1111111111:role/x"), keys: ["id 1?1111111111"] },
    { given: "a run that begins with `?`", statement: arn("arn:aws:iam:?111111111111:root"), keys: ["id"] },
    {
      given: "the caller's account, where accounts stand",
      statement: arn("arn:aws:iam::${aws:PrincipalAccount}:role/x"),
      keys: [],
    },
    {
      given: "the caller's account within a name",
      statement: { Resource: "arn:aws:s3:::logs-${aws:PrincipalAccount}" },
      keys: [],
    },
    {
      given: "a variable with an account as its default, where accounts stand",
      statement: {
        Condition: { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalServiceName, '111111111111'}" } },
      },
      keys: ["id"],
    },
    {
      given: "a variable with a default without digits",
      statement: { Condition: { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalServiceName, 'nobody'}" } } },
      keys: [],
    },
    {
      given: "the same beside digits",
      statement: { Resource: ["arn:aws:s3:::logs-${aws:PrincipalAccount}", "arn:aws:s3:::logs-1*"] },
      keys: ["id"],
    },
    {
      given: "a place in the organisation",
      statement: { Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-1/r-1/ou-1/*"] } } },
      keys: ["path o-1/r-1/ou-1/*"],
    },
  ])("$given", ({ statement, keys }) => {
    expect(keysOf(statement)).toEqual(keys);
  });
});

test("a place answers by pattern, and says when it is not known", () => {
  const [found] = accountTests(
    [relevant({ Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/r-1/ou-1/*" } } })],
    [],
  );
  const answers = ["o-1/r-1/ou-1/ou-2/", "o-1/r-1/ou-3/", "o-1/r-1/ou-1/*", null].map((path) =>
    found?.answer({ id: "111111111111", path }),
  );
  expect(answers).toEqual(["1", "0", "=", "?"]);
});

/**
 * Accounts with equal answers are the same to every pattern: what it matches stays matched when the digits of the one
 * are put in the place of the other's.
 */
test("equal answers mean equal matches", () => {
  const piece = fc.constantFrom("1", "2", "12", "*", "?", ":", "a", "arn:aws:iam::", ":role/", "111111111112", "/");
  const account = fc.array(fc.constantFrom("1", "2"), { minLength: 12, maxLength: 12 }).map((all) => all.join(""));
  const shape = fc.constantFrom("#", "arn:aws:iam::#:role/a", "arn:aws:iam::#:role/1", "arn:aws:x:y1:#:12");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), account, account, shape, (pieces, one, other, value) => {
      const pattern = pieces.join("");
      const tests = accountTests([relevant(arn(pattern))], []);
      const answers = (id: string) => tests.map(({ answer }) => answer({ id, path: null })).join();
      if (answers(one) !== answers(other)) return;
      const matches = (id: string) => matchesPattern(pattern, value.replace("#", id));
      expect(matches(one)).toBe(matches(other));
    }),
    { numRuns: 20_000 },
  );
});
