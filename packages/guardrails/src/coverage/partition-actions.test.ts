import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesAction } from "../match-pattern.ts";
import type { PolicyStatement } from "../policy-document.ts";
import { ActionSets } from "./action-sets.ts";
import { partitionActions } from "./partition-actions.ts";

const names = ["s3:GetObject", "s3:PutObject", "s3:DeleteBucket", "ec2:RunInstances", "ec2:DeleteVpc", "iam:GetRole"];
const actions = fc.constantFrom(...names);
const pattern = fc.constantFrom(
  ...names,
  "*",
  "s3:*",
  "*:Delete*",
  "ec2:?unInstances",
  "S3:GET*",
  "nothing",
  "s3*:put*",
  "*:*",
  "",
);

function statement(patterns: readonly string[], isNegated: boolean): PolicyStatement {
  return {
    index: 0,
    sid: null,
    effect: "Deny",
    actions: isNegated ? null : patterns,
    notActions: isNegated ? patterns : null,
    resources: ["*"],
    notResources: null,
    principals: null,
    notPrincipals: null,
    conditions: [],
  };
}

test("a class holds the statements that speak of its actions, and no other", () => {
  const written = fc.tuple(fc.array(pattern, { minLength: 1, maxLength: 3 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(written, { maxLength: 8 }), fc.uniqueArray(actions, { minLength: 1 }), (all, asked) => {
      const sets = new ActionSets(asked);
      const statements = all.map(([patterns, isNegated]) => statement(patterns, isNegated));
      const partition = partitionActions(
        sets.count,
        statements.map((one, number) => ({ number, set: sets.ofStatement(one) })),
      );
      for (const name of asked) {
        const expected = all.flatMap(([patterns, isNegated], number) =>
          patterns.some((one) => matchesAction(one, name)) === isNegated ? [] : [number],
        );
        const found = partition.classes[partition.classOf[sets.numberOf(name) ?? -1] ?? -1]?.statements;
        expect(found).toEqual(expected);
      }
    }),
    { numRuns: 3_000 },
  );
});
