import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateRequest, type PolicyRequest } from "../evaluate/evaluate-request.ts";
import type { PolicyCondition, PolicyDocument, PolicyStatement } from "../policy-document.ts";
import { type Clause, passesTest } from "../values/clause.ts";
import { exactPattern, written } from "../values/pattern.ts";
import { obligationsOf, type PlacedStatement } from "./obligations.ts";
import { solve } from "./solve.ts";

const values = ["u", "uv", "w"];
const resources = ["a/x", "a/y", "b/x", "b/y"];
const actions = ["s:Get", "s:Put", "t:Get"];
/** Two keys with one value, one with several, one that is always there. */
const keys = [
  { key: "one", presence: "optional", hasSeveralValues: false },
  { key: "always", presence: "always", hasSeveralValues: false },
  { key: "many", presence: "optional", hasSeveralValues: true },
] as const;

const singleOperators = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"];
const operatorFor = (several: boolean) => {
  const name = fc.constantFrom(...singleOperators);
  const ending = fc.constantFrom("", "IfExists");
  const set = several ? fc.constantFrom("ForAllValues:", "ForAnyValue:") : fc.constant("");
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(set, name, ending).map((parts) => parts.join("")) },
    { weight: 1, arbitrary: fc.constant("Null") },
  );
};
const pattern = fc.constantFrom("u", "uv", "w", "u*", "*", "?", "U", "*v");
const aCondition: fc.Arbitrary<PolicyCondition> = fc
  .constantFrom(...keys)
  .chain(({ key, hasSeveralValues }) =>
    operatorFor(hasSeveralValues).chain((operator) =>
      fc
        .array(operator === "Null" ? fc.constantFrom("true", "false") : pattern, { minLength: 1, maxLength: 2 })
        .map((wanted) => ({ operator, key, values: wanted })),
    ),
  );

const nullable = <T>(value: T, isOn: boolean) => (isOn ? value : null);
const aStatement: fc.Arbitrary<Omit<PolicyStatement, "index">> = fc
  .record({
    effect: fc.constantFrom("Allow" as const, "Deny" as const),
    action: fc.array(fc.constantFrom("*", "s:*", "s:Get", "t:Get", "*:Get", "s:P?t"), { minLength: 1, maxLength: 2 }),
    notAction: fc.boolean(),
    resource: fc.array(fc.constantFrom("*", "a/*", "a/x", "*/y", "b/?"), { minLength: 1, maxLength: 2 }),
    notResource: fc.boolean(),
    conditions: fc.array(aCondition, { maxLength: 3 }),
  })
  .map(({ effect, action, notAction, resource, notResource, conditions }) => ({
    sid: null,
    effect,
    actions: nullable(action, !notAction),
    notActions: nullable(action, notAction),
    resources: nullable(resource, !notResource),
    notResources: nullable(resource, notResource),
    principals: null,
    notPrincipals: null,
    conditions,
  }));

const everything: Omit<PolicyStatement, "index"> = {
  sid: null,
  effect: "Allow",
  actions: ["*"],
  notActions: null,
  resources: ["*"],
  notResources: null,
  principals: null,
  notPrincipals: null,
  conditions: [],
};

const aLevel: fc.Arbitrary<PolicyDocument> = fc
  .tuple(fc.array(aStatement, { maxLength: 4 }), fc.boolean())
  .map(([statements, isOpen]) => ({
    version: "2012-10-17",
    id: null,
    statements: (isOpen ? [everything, ...statements] : statements).map((one, index) => ({ ...one, index })),
  }));

function subsets(): readonly (readonly string[])[] {
  return [[], ["u"], ["uv"], ["w"], ["u", "uv"], ["u", "w"], ["uv", "w"], ["u", "uv", "w"]];
}

function everyRequest(action: string): PolicyRequest[] {
  return resources.flatMap((resource) =>
    [...values, null].flatMap((one) =>
      values.flatMap((always) =>
        subsets().map((many) => ({
          action,
          resources: [resource],
          context: new Map<string, readonly string[]>([
            ["always", [always]],
            ...(one === null ? [] : [["one", [one]] as const]),
            ...(many.length === 0 ? [] : [["many", many] as const]),
          ]),
        })),
      ),
    ),
  );
}

const among = (key: string, texts: readonly string[], absent: boolean, quantifier: "one" | "all"): Clause => ({
  key,
  absent,
  present: {
    quantifier,
    test: { kind: "text", patterns: texts.map((text) => exactPattern(written(text))) },
    isNegated: false,
  },
});
const base = [
  among("$resource", resources, false, "one"),
  among("one", values, true, "one"),
  among("always", values, false, "one"),
  among("many", values, true, "all"),
];

function holds({ key, absent, present }: Clause, { context, resources: [resource] }: PolicyRequest): boolean {
  const given = key === "$resource" ? [resource ?? ""] : (context.get(key) ?? []);
  if (given.length === 0) return absent;
  if (typeof present === "boolean") return present;
  const one = (value: string) => passesTest(present.test, value) !== present.isNegated;
  return present.quantifier === "all" ? given.every(one) : given.some(one);
}

test("what gets through is what brute force finds, both ways", () => {
  fc.assert(
    fc.property(fc.array(aLevel, { minLength: 1, maxLength: 3 }), fc.constantFrom(...actions), (levels, action) => {
      const placed = levels.map(({ version, statements }, at) =>
        statements.map((statement): PlacedStatement => ({ policyId: `p${at}`, version, statement })),
      );
      const question = { action, resourceKeys: ["$resource"], valueOf: () => null, doubt: "pessimist" } as const;
      const solved = solve(
        {
          domainOf: (key) => keys.find((known) => known.key === key) ?? { presence: "always", hasSeveralValues: false },
          base,
          obligations: obligationsOf(placed, question),
        },
        { mostNodes: 100_000, mostSolutions: 100_000 },
      );
      if (solved.kind !== "solved") throw new Error("over budget");
      const passing = everyRequest(action).filter(
        (request) =>
          evaluateRequest(
            levels.map((level) => [level]),
            request,
          ) === "allowed",
      );
      for (const { values: found } of solved.solutions) {
        const context = new Map<string, readonly string[]>();
        for (const { key } of keys) {
          const given = found.get(key);
          if (given !== undefined && given !== null) context.set(key, given);
        }
        const witness = { action, resources: found.get("$resource") ?? [], context };
        expect(
          evaluateRequest(
            levels.map((level) => [level]),
            witness,
          ),
        ).toBe("allowed");
      }
      for (const request of passing) {
        expect(solved.solutions.some(({ chosen }) => chosen.every(({ clause }) => holds(clause, request)))).toBe(true);
      }
    }),
    { numRuns: 3_000 },
  );
});
