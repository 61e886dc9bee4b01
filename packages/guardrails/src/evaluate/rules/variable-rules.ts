import { type ConditionRow, onRoot } from "./condition-row.ts";
import { deny, member, type RuleCase } from "./rule-case.ts";

const variables = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html";

const own = "${aws:PrincipalAccount}";
const variableRows: readonly ConditionRow[] = [
  {
    rule: "22",
    page: variables,
    given: "a variable with a value",
    condition: { StringEquals: { "a:k": own } },
    context: { "a:k": [member] },
    expected: "denied",
  },
  {
    rule: "22",
    page: variables,
    given: "a variable without value and with a default",
    condition: { StringEquals: { "a:k": "${aws:PrincipalTag/team, 'none'}" } },
    context: { "a:k": ["none"] },
    expected: "denied",
  },
  {
    rule: "22",
    page: variables,
    given: "`${*}` is a star",
    condition: { StringLike: { "a:k": "a${*}" } },
    context: { "a:k": ["ab"] },
    expected: "allowed",
  },
  {
    rule: "22",
    page: variables,
    given: "wildcards in a variable's value are text",
    condition: { StringLike: { "a:k": "${aws:PrincipalTag/team}" } },
    context: { "a:k": ["anything"], "aws:PrincipalTag/team": ["*"] },
    expected: "allowed",
  },
  ...(["StringEquals", "StringLike", "StringEqualsIgnoreCase"] as const).map(
    (operator): ConditionRow => ({
      rule: "W9",
      page: `${variables}#policy-vars-no-value`,
      given: `${operator} with a variable that has no value`,
      condition: { [operator]: { "a:k": "${aws:PrincipalTag/team}" } },
      context: { "a:k": ["x"] },
      expected: "allowed",
    }),
  ),
  ...(["StringNotEquals", "StringNotLike"] as const).map(
    (operator): ConditionRow => ({
      rule: "W9",
      page: `${variables}#policy-vars-no-value`,
      given: `${operator} with a variable that has no value`,
      condition: { [operator]: { "a:k": "${aws:PrincipalTag/team}" } },
      context: { "a:k": ["x"] },
      expected: "denied",
    }),
  ),
  {
    rule: "W9",
    page: `${variables}#policy-vars-no-value`,
    given: "a variable of a key with several values",
    condition: { StringNotEquals: { "a:k": "${aws:TagKeys}" } },
    context: { "a:k": ["x"], "aws:TagKeys": ["x", "y"] },
    expected: "denied",
  },
];

const resourceRows: readonly RuleCase[] = [
  {
    given: "Resource with a variable that has no value",
    statement: { Resource: "arn:aws:s3:::${aws:PrincipalTag/team}*" },
    expected: "allowed" as const,
  },
  {
    given: "NotResource with a variable that has no value",
    statement: { NotResource: "arn:aws:s3:::${aws:PrincipalTag/team}*", Resource: undefined },
    expected: "denied" as const,
  },
  {
    given: "Resource with a variable that has one",
    statement: { Resource: "arn:aws:s3:::${aws:PrincipalTag/team}/*" },
    expected: "denied" as const,
    context: { "aws:PrincipalTag/team": ["logs"] },
  },
].map(({ given, statement, expected, context = {} }) => ({
  rule: "W9",
  page: `${variables}#policy-vars-no-value`,
  given,
  scps: { "r-1": [deny(statement)] },
  request: { context },
  expected,
}));

const versionRows: readonly RuleCase[] = ["2008-10-17", undefined].map((version) => ({
  rule: "W9",
  page: variables,
  given: `under Version ${version ?? "that is missing"} a variable is text`,
  scps: { "r-1": { Version: version, Statement: [deny({ Condition: { StringEquals: { "a:k": own } } })] } },
  request: { context: { "a:k": [own] } },
  expected: "denied" as const,
}));

/** What variables stand for, and what a missing one does. */
export const variableRules: readonly RuleCase[] = [...variableRows.map(onRoot), ...resourceRows, ...versionRows];
