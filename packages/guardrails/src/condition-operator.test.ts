import { expect, test } from "vitest";
import { splitOperator } from "./condition-operator.ts";

test.each([
  ["Bool", { set: null, name: "bool", ifExists: false }],
  ["StringLikeIfExists", { set: null, name: "stringlike", ifExists: true }],
  ["stringlikeifexists", { set: null, name: "stringlike", ifExists: true }],
  ["ForAnyValue:StringEquals", { set: "foranyvalue", name: "stringequals", ifExists: false }],
  ["ForAllValues:ArnLikeIfExists", { set: "forallvalues", name: "arnlike", ifExists: true }],
  ["ForSomeValues:ArnLike", { set: null, name: "forsomevalues:arnlike", ifExists: false }],
  ["", { set: null, name: "", ifExists: false }],
])("`%s`", (written, expected) => {
  expect(splitOperator(written)).toEqual(expected);
});
