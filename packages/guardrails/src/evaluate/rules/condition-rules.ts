import { type ConditionRow, onRoot } from "./condition-row.ts";
import type { RuleCase } from "./rule-case.ts";

const iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
const operators = `${iam}reference_policies_elements_condition_operators.html`;
const multi = `${iam}reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const logic = `${iam}reference_policies_condition-logic-multiple-context-keys-or-values.html`;

const absentRows: readonly ConditionRow[] = [
  ...[
    "StringEquals",
    "StringLike",
    "ArnLike",
    "NumericLessThan",
    "DateGreaterThan",
    "IpAddress",
    "Bool",
    "BinaryEquals",
  ].map(
    (operator): ConditionRow => ({
      rule: "15",
      page: operators,
      given: `${operator} of a missing key`,
      condition: { [operator]: { "a:k": valueFor(operator) } },
      expected: "allowed",
    }),
  ),
  ...[
    "StringNotEquals",
    "StringNotLike",
    "StringNotEqualsIgnoreCase",
    "ArnNotEquals",
    "ArnNotLike",
    "NotIpAddress",
    "NumericNotEquals",
    "DateNotEquals",
  ].map(
    (operator): ConditionRow => ({
      rule: "15",
      page: operators,
      given: `${operator} of a missing key`,
      condition: { [operator]: { "a:k": valueFor(operator) } },
      expected: "denied",
    }),
  ),
  {
    rule: "15",
    page: operators,
    given: "IfExists of a missing key",
    condition: { StringEqualsIfExists: { "a:k": "x" } },
    expected: "denied",
  },
  {
    rule: "15",
    page: operators,
    given: "IfExists of another value",
    condition: { StringEqualsIfExists: { "a:k": "x" } },
    context: { "a:k": ["y"] },
    expected: "allowed",
  },
  {
    rule: "15",
    page: operators,
    given: "Null true of a missing key",
    condition: { Null: { "a:k": "true" } },
    expected: "denied",
  },
  {
    rule: "15",
    page: operators,
    given: "Null true of a key that is there",
    condition: { Null: { "a:k": "true" } },
    context: { "a:k": ["x"] },
    expected: "allowed",
  },
  {
    rule: "15",
    page: operators,
    given: "Null false of a missing key",
    condition: { Null: { "a:k": "false" } },
    expected: "allowed",
  },
  {
    rule: "15",
    page: operators,
    given: "Null of something else",
    condition: { Null: { "a:k": "maybe" } },
    expected: "unknown",
  },
  {
    rule: "15",
    page: operators,
    given: "an operator that nobody knows",
    condition: { StringMatches: { "a:k": "x" } },
    context: { "a:k": ["x"] },
    expected: "unknown",
  },
  {
    rule: "15",
    page: operators,
    given: "a number that is none",
    condition: { NumericLessThan: { "a:k": "many" } },
    context: { "a:k": ["1"] },
    expected: "unknown",
  },
  {
    rule: "16",
    page: operators,
    given: "Bool MultiFactorAuthPresent false with long-term keys",
    condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
    expected: "allowed",
  },
  {
    rule: "16",
    page: operators,
    given: "BoolIfExists MultiFactorAuthPresent false with long-term keys",
    condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    expected: "denied",
  },
  {
    rule: "16",
    page: operators,
    given: "... with MFA",
    condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    context: { "aws:MultiFactorAuthPresent": ["true"] },
    expected: "allowed",
  },
];

const setRows: readonly ConditionRow[] = [
  {
    rule: "17",
    page: multi,
    given: "ForAllValues of a missing key",
    condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
    expected: "denied",
  },
  {
    rule: "17",
    page: multi,
    given: "ForAllValues of an empty set",
    condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
    context: { "aws:TagKeys": [] },
    expected: "denied",
  },
  {
    rule: "17",
    page: multi,
    given: "ForAllValues guarded by Null",
    condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "x" }, Null: { "aws:TagKeys": "false" } },
    expected: "allowed",
  },
  {
    rule: "17",
    page: multi,
    given: "ForAllValues where one value fails",
    condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "x" } },
    context: { "aws:TagKeys": ["x", "y"] },
    expected: "allowed",
  },
  {
    rule: "17",
    page: `${iam}reference_policies_condition_examples-multi-valued-context-keys.html`,
    given: "ForAllValues:StringNotLike of a missing key",
    condition: { "ForAllValues:StringNotLike": { "aws:TagKeys": "x*" } },
    expected: "denied",
  },
  {
    rule: "18",
    page: multi,
    given: "ForAnyValue of a missing key",
    condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": "x" } },
    expected: "allowed",
  },
  {
    rule: "18",
    page: multi,
    given: "ForAnyValue with IfExists of a missing key",
    condition: { "ForAnyValue:StringEqualsIfExists": { "aws:TagKeys": "x" } },
    expected: "allowed",
  },
  {
    rule: "18",
    page: multi,
    given: "ForAnyValue:StringNotEquals where one value differs",
    condition: { "ForAnyValue:StringNotEquals": { "aws:TagKeys": "x" } },
    context: { "aws:TagKeys": ["x", "y"] },
    expected: "denied",
  },
  {
    rule: "18",
    page: multi,
    given: "several values without a prefix for sets",
    condition: { StringEquals: { "aws:TagKeys": "x" } },
    context: { "aws:TagKeys": ["x", "y"] },
    expected: "unknown",
  },
  {
    rule: "23",
    page: multi,
    given: "ForAllValues:StringNotLike of one that is there",
    condition: { "ForAllValues:StringNotLike": { "aws:PrincipalArn": "*:role/ops" } },
    expected: "denied",
  },
  {
    rule: "23",
    page: multi,
    given: "ForAllValues of a single key that is missing",
    condition: { "ForAllValues:StringNotLike": { "aws:PrincipalTag/team": "ops" } },
    expected: "denied",
  },
];

const role = "arn:aws:iam::111111111111:role/ops/dev";
const arnRow = (
  given: string,
  operator: string,
  pattern: string,
  value: string,
  expected: ConditionRow["expected"],
): ConditionRow => ({
  rule: "19",
  page: operators,
  given,
  condition: { [operator]: { "aws:SourceArn": pattern } },
  context: { "aws:SourceArn": [value] },
  expected,
});

const logGroup = "arn:aws:logs:eu-west-1:1:log-group:a:b";
const arnRows: readonly ConditionRow[] = [
  arnRow("ArnEquals takes wildcards", "ArnEquals", "arn:aws:iam::*:role/*", role, "denied"),
  arnRow("ArnLike takes them in each part", "ArnLike", "arn:*:iam::11?111111111:role/ops/*", role, "denied"),
  arnRow("a wildcard of ArnLike crosses no colon", "ArnLike", "arn:aws:logs:*:a:b", logGroup, "allowed"),
  arnRow("a wildcard of StringLike does", "StringLike", "arn:aws:logs:*:a:b", logGroup, "denied"),
  arnRow("what has fewer parts than an ARN says nothing", "ArnLike", "arn:aws:*:role/ops/dev", role, "unknown"),
  arnRow("nor does it with a star alone", "ArnNotLike", "*", role, "unknown"),
  arnRow("the last part holds the colons that are left", "ArnLike", "arn:aws:logs:*:*:log-group:*", logGroup, "denied"),
  arnRow("case counts", "ArnLike", "arn:aws:iam::*:role/OPS/*", role, "allowed"),
  arnRow("StringEquals takes no wildcards", "StringEquals", "arn:aws:iam::*:role/*", role, "allowed"),
  arnRow("ArnNotLike of an ARN that fits", "ArnNotLike", "arn:aws:iam::*:role/ops/*", role, "allowed"),
];

const logicRows: readonly ConditionRow[] = [
  {
    rule: "20",
    page: logic,
    given: "several keys: one fails",
    condition: { StringEquals: { "a:k": "x", "a:l": "y" } },
    context: { "a:k": ["x"], "a:l": ["z"] },
    expected: "allowed",
  },
  {
    rule: "20",
    page: logic,
    given: "several operators: all hold",
    condition: { StringEquals: { "a:k": "x" }, StringLike: { "a:l": "y*" } },
    context: { "a:k": ["x"], "a:l": ["yy"] },
    expected: "denied",
  },
  {
    rule: "20",
    page: logic,
    given: "several values: one fits",
    condition: { StringEquals: { "a:k": ["w", "x"] } },
    context: { "a:k": ["x"] },
    expected: "denied",
  },
  {
    rule: "20",
    page: logic,
    given: "a negated operator with several values: one fits",
    condition: { StringNotEquals: { "a:k": ["w", "x"] } },
    context: { "a:k": ["x"] },
    expected: "allowed",
  },
  {
    rule: "20",
    page: logic,
    given: "a negated operator with several values: none fits",
    condition: { StringNotEquals: { "a:k": ["w", "x"] } },
    context: { "a:k": ["z"] },
    expected: "denied",
  },
  {
    rule: "21",
    page: `${iam}reference_policies_elements_condition.html`,
    given: "keys are compared without case, tags' too",
    condition: { StringEquals: { "AWS:principaltag/TEAM": "x" } },
    context: { "aws:PrincipalTag/team": ["x"] },
    expected: "denied",
  },
  {
    rule: "21",
    page: `${iam}reference_policies_elements_condition.html`,
    given: "values are compared with it",
    condition: { StringEquals: { "a:k": "X" } },
    context: { "a:k": ["x"] },
    expected: "allowed",
  },
  {
    rule: "21",
    page: `${iam}reference_policies_elements_condition.html`,
    given: "... save with IgnoreCase",
    condition: { StringEqualsIgnoreCase: { "a:k": "X" } },
    context: { "a:k": ["x"] },
    expected: "denied",
  },
  {
    rule: "21",
    page: operators,
    given: "operators are compared without case",
    condition: { STRINGequals: { "a:k": "x" } },
    context: { "a:k": ["x"] },
    expected: "denied",
  },
];

/** How conditions are read. */
export const conditionRules: readonly RuleCase[] = [...absentRows, ...setRows, ...arnRows, ...logicRows].map(onRoot);

function valueFor(operator: string): string {
  if (operator.startsWith("Arn")) return "arn:aws:iam::*:role/x";
  if (operator.startsWith("Numeric")) return "5";
  if (operator.startsWith("Date")) return "2026-01-01T00:00:00Z";
  if (operator.includes("Ip")) return "10.0.0.0/8";
  return operator === "Bool" ? "true" : "x";
}
