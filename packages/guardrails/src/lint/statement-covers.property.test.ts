import fc from "fast-check";
import { expect, test } from "vitest";
import { compileDocument } from "../evaluate/compile-statement.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import type { PolicyDocument } from "../policy-document.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { covers } from "./statement-covers.ts";

const universe = loadUniverse();
const actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage"];
const resources = ["a", "ab", "b"];
const region = "aws:RequestedRegion";
const tag = "aws:PrincipalTag/t";
const keys = "aws:TagKeys";
/** What a request may hold of each key; the Region is always there. */
const values = { [region]: [["x"], ["xy"], ["z"]], [tag]: [null, ["x"], ["y"]], [keys]: [null, ["x"], ["x", "y"]] };

const requests = actions.flatMap((action) =>
  resources.flatMap((resource) =>
    (values[region] ?? []).flatMap((regions) =>
      (values[tag] ?? []).flatMap((tags) =>
        (values[keys] ?? []).map((tagKeys) => {
          const given: [string, readonly string[] | null | undefined][] = [
            [region, regions],
            [tag, tags],
            [keys, tagKeys],
          ];
          const held = given.flatMap(([key, list]): [string, readonly string[]][] =>
            list === null || list === undefined ? [] : [[key.toLowerCase(), list]],
          );
          return { action: action.toLowerCase(), resource, context: new Map(held) };
        }),
      ),
    ),
  ),
);

const patterns = (pool: readonly string[]) => fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 3 });
const someOf = <Name extends string>(name: Name, pool: readonly string[]) =>
  fc.tuple(fc.boolean(), patterns(pool)).map(([isNot, list]) => ({ [isNot ? `Not${name}` : name]: list }));
const operators = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringLikeIfExists",
  "StringEqualsIgnoreCase",
];
const conditions = fc.uniqueArray(
  fc.oneof(
    fc.record({
      operator: fc.constantFrom(...operators),
      key: fc.constantFrom(region, tag),
      list: patterns(["x", "x*", "*", "y", "?y", "X"]),
    }),
    fc.record({
      operator: fc.constantFrom("ForAllValues:StringEquals", "ForAnyValue:StringLike", "ForAnyValue:StringNotEquals"),
      key: fc.constant(keys),
      list: patterns(["x", "y", "*"]),
    }),
    fc.record({
      operator: fc.constant("Null"),
      key: fc.constantFrom(tag, keys),
      list: fc.constantFrom(["true"], ["false"]),
    }),
  ),
  { maxLength: 2, selector: ({ operator }) => operator },
);
const statement = fc
  .tuple(
    someOf("Action", ["s3:*", "s3:GetObject", "s3:Put*", "S3:getobject", "*", "sqs:*", "*:*Object"]),
    someOf("Resource", ["*", "a", "a*", "?", "b"]),
    conditions,
  )
  .map(([action, resource, list]) => ({
    Effect: "Deny",
    ...action,
    ...resource,
    Condition: Object.fromEntries(list.map(({ operator, key, list: wanted }) => [operator, { [key]: wanted }])),
  }));

function documentOf(json: object): PolicyDocument {
  const parsed = parsePolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: [json] }));
  if (parsed.status === "problem") throw new Error(JSON.stringify(parsed.problem));
  return parsed.document;
}

const matching = (document: PolicyDocument) =>
  requests.map(({ action, resource, context }) => {
    const [found] = compileDocument(document)(action);
    return found?.matches(resource, context) === true;
  });

test("what a statement covers, it matches: every request of a small world", () => {
  let found = 0;
  fc.assert(
    fc.property(statement, statement, (large, small) => {
      const [outer, inner] = [documentOf(large), documentOf(small)];
      const [one, other] = [outer.statements[0], inner.statements[0]];
      if (one === undefined || other === undefined) throw new Error("a document without its statement");
      const version = "2012-10-17";
      if (!covers({ statement: one, version }, { statement: other, version }, universe)) return;
      found += 1;
      const within = matching(outer);
      matching(inner).forEach((isMatched, at) => {
        if (isMatched) expect(within[at], JSON.stringify(requests[at])).toBe(true);
      });
    }),
    { numRuns: 8_000 },
  );
  expect(found).toBeGreaterThan(100);
});

test("a statement covers itself, and what is narrower in one place", () => {
  fc.assert(
    fc.property(statement, (json) => {
      const [one] = documentOf(json).statements;
      if (one === undefined) throw new Error("a document without its statement");
      const asked = { statement: one, version: "2012-10-17" } as const;
      expect(covers(asked, asked, universe)).toBe(true);
      const narrower = {
        ...one,
        conditions: [...one.conditions, { operator: "Bool", key: "aws:ViaAWSService", values: ["true"] }],
      };
      expect(covers(asked, { ...asked, statement: narrower }, universe)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
