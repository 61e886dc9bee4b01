import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePolicyDocument } from "./parse-policy.ts";
import type { PolicyPrincipal, PolicyStatement } from "./policy-document.ts";

// Policies written from a parsed form and read again give the same form, however lists are spelt.

const word = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== "__proto__");
const words = fc.array(word, { minLength: 1, maxLength: 3 });
const spelling = fc.boolean();

const anyPrincipals: fc.Arbitrary<readonly PolicyPrincipal[]> = fc.oneof(
  fc.constant([{ kind: "any", value: "*" } as const]),
  words.map((values) => values.map((value) => ({ kind: "AWS" as const, value }))),
  words.map((values) => values.map((value) => ({ kind: "Service" as const, value }))),
);

const anyStatement: fc.Arbitrary<Omit<PolicyStatement, "index">> = fc
  .record({
    sid: fc.option(word),
    effect: fc.constantFrom("Allow" as const, "Deny" as const),
    list: words,
    negatedAction: fc.boolean(),
    where: fc.option(fc.record({ list: words, negated: fc.boolean() })),
    who: fc.option(fc.record({ list: anyPrincipals, negated: fc.boolean() })),
    conditions: fc.uniqueArray(fc.record({ operator: word, key: word, values: words }), {
      selector: ({ operator, key }) => JSON.stringify([operator, key]),
      maxLength: 3,
    }),
  })
  .map(({ sid, effect, list, negatedAction, where, who, conditions }) => ({
    sid,
    effect,
    actions: negatedAction ? null : list,
    notActions: negatedAction ? list : null,
    resources: where === null || where.negated ? null : where.list,
    notResources: where?.negated === true ? where.list : null,
    principals: who === null || who.negated ? null : who.list,
    notPrincipals: who?.negated === true ? who.list : null,
    conditions,
  }));

/** A list of one may be written without its brackets. */
function spell(list: readonly string[], short: boolean): unknown {
  return short && list.length === 1 ? list[0] : list;
}

function writePrincipals(principals: readonly PolicyPrincipal[] | null, short: boolean): unknown {
  if (principals === null) return undefined;
  const [first] = principals;
  if (first === undefined || first.kind === "any") return "*";
  return {
    [first.kind]: spell(
      principals.map(({ value }) => value),
      short,
    ),
  };
}

function write(statement: Omit<PolicyStatement, "index">, short: boolean): object {
  const list = (values: readonly string[] | null) => (values === null ? undefined : spell(values, short));
  const conditions = new Map<string, Map<string, unknown>>();
  for (const { operator, key, values } of statement.conditions) {
    const keys = conditions.get(operator) ?? new Map<string, unknown>();
    conditions.set(operator, keys.set(key, spell(values, short)));
  }
  return {
    Sid: statement.sid ?? undefined,
    Effect: statement.effect,
    Action: list(statement.actions),
    NotAction: list(statement.notActions),
    Resource: list(statement.resources),
    NotResource: list(statement.notResources),
    Principal: writePrincipals(statement.principals, short),
    NotPrincipal: writePrincipals(statement.notPrincipals, short),
    Condition: Object.fromEntries([...conditions].map(([operator, keys]) => [operator, Object.fromEntries(keys)])),
  };
}

/** Objects list keys that look like numbers first, so conditions are compared as a set. */
function sorted(statement: Omit<PolicyStatement, "index">): object {
  const key = (one: { operator: string; key: string }) => JSON.stringify([one.operator, one.key]);
  const conditions = [...statement.conditions].sort((left, right) => (key(left) < key(right) ? -1 : 1));
  return { ...statement, conditions };
}

test("what is written is read again", () => {
  fc.assert(
    fc.property(fc.array(anyStatement, { maxLength: 4 }), spelling, spelling, (statements, short, alone) => {
      const written = statements.map((statement) => write(statement, short));
      const Statement = alone && written.length === 1 ? written[0] : written;
      const parsed = parsePolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement }));
      const read = parsed.status === "parsed" ? parsed.document.statements : [parsed.problem];
      expect(read.map((one) => ("index" in one ? sorted(one) : one))).toEqual(
        statements.map((statement, index) => ({ ...sorted(statement), index })),
      );
    }),
    { numRuns: 500 },
  );
});

test("blank space and the order of elements change nothing", () => {
  fc.assert(
    fc.property(anyStatement, spelling, (statement, short) => {
      const written = write(statement, short);
      const turned = Object.fromEntries(Object.entries(written).reverse());
      const one = parsePolicyDocument(JSON.stringify({ Statement: written }));
      const other = parsePolicyDocument(JSON.stringify({ Statement: [turned] }, null, 4));
      expect(other).toEqual(one);
    }),
  );
});

test("cutting a policy anywhere leaves a problem, never half a policy", () => {
  fc.assert(
    fc.property(anyStatement, fc.nat(), (statement, at) => {
      const text = JSON.stringify({ Version: "2012-10-17", Statement: [write(statement, true)] });
      const cut = text.slice(0, at % text.length);
      expect(parsePolicyDocument(cut)).toEqual({ status: "problem", problem: { code: "not-json", path: "" } });
    }),
  );
});
