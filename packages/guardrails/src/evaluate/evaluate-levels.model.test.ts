import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePolicyDocument } from "../parse-policy.ts";
import type { PolicyDocument } from "../policy-document.ts";
import type { LevelEntry } from "./compile-organization.ts";
import { evaluateLevels, type Outcome } from "./evaluate-levels.ts";

// A second reading of AWS's rules, on raw JSON and with regular expressions: slow, short, and nothing shared with the first.

type Statement = {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};
type Request = {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
};

const valueOf = ({ context }: Request, key: string) =>
  Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] ?? [];

/** The text's pieces for a regular expression; null where a variable has no value. */
function expression(text: string, request: Request, wild: boolean): RegExp | null {
  const quote = (part: string) => part.replace(/[.+^${}()|[\]\\*?]/g, "\\$&");
  let isMissing = false;
  const source = text.replace(/\$\{([^}]+)\}|[^$]+|\$/g, (part, name?: string) => {
    if (name === undefined) return wild ? quote(part).replaceAll("\\*", ".*").replaceAll("\\?", ".") : quote(part);
    if ("*?$".includes(name)) return quote(name);
    const [key = "", fallback] = name.split(", ");
    const [value, more] = valueOf(request, key);
    if (value !== undefined && more === undefined) return quote(value);
    if (fallback === undefined) isMissing = true;
    return quote(fallback?.slice(1, -1) ?? "");
  });
  return isMissing ? null : new RegExp(`^${source}$`, "s");
}

const fits = (patterns: readonly string[], text: string, request: Request) =>
  patterns.some((pattern) => expression(pattern, request, true)?.test(text) === true);

const names = (patterns: readonly string[], action: string) =>
  patterns.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(action));

function holds(operator: string, key: string, wanted: readonly string[], request: Request): boolean | null {
  const given = valueOf(request, key);
  if (operator === "Null") return wanted.includes(String(given.length === 0));
  const [, set, rest = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.+)$/.exec(operator) ?? [];
  const name = rest.replace("IfExists", "");
  const isNegated = name.includes("Not");
  if (given.length === 0) return set === "ForAllValues" || (set === undefined && (rest !== name || isNegated));
  if (set === undefined && given.length > 1) return null;
  const one = (value: string) => {
    const isFound = wanted.some((text) => {
      if (name.startsWith("Numeric"))
        return name.includes("Less") ? Number(value) < Number(text) : Number(value) === Number(text);
      const isFolded = name.includes("IgnoreCase") || name === "Bool";
      const found = expression(text, request, name.includes("Like"));
      return found !== null && new RegExp(found.source, isFolded ? "is" : "s").test(value);
    });
    return isFound !== isNegated;
  };
  return set === "ForAllValues" ? given.every(one) : given.some(one);
}

function applies(statement: Statement, request: Request): boolean | null {
  if (statement.Action !== undefined && !names(statement.Action, request.action)) return false;
  if (statement.NotAction !== undefined && names(statement.NotAction, request.action)) return false;
  if (statement.Resource !== undefined && !fits(statement.Resource, request.resource, request)) return false;
  if (statement.NotResource !== undefined && fits(statement.NotResource, request.resource, request)) return false;
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => holds(operator, key, wanted, request)),
  );
  if (conditions.includes(false)) return false;
  return conditions.includes(null) ? null : true;
}

function model(levels: readonly (readonly Statement[])[], request: Request): Outcome {
  const judged = levels.map((level) => level.map((one) => ({ effect: one.Effect, matched: applies(one, request) })));
  const has = (level: (typeof judged)[number], effect: string, matched: boolean | null) =>
    level.some((one) => one.effect === effect && one.matched === matched);
  if (judged.some((level) => has(level, "Deny", true))) return "denied";
  if (judged.some((level) => !has(level, "Allow", true) && !has(level, "Allow", null))) return "denied";
  return judged.some((level) => has(level, "Deny", null) || !has(level, "Allow", true)) ? "unknown" : "allowed";
}

const single = fc.constantFrom("aws:One", "aws:Two", "aws:One", "aws:Two", "aws:many");
const text = fc.constantFrom(
  "a",
  "ab",
  "B",
  "a*",
  "*b",
  "?",
  "5",
  "${aws:Two}",
  "${aws:Two, 'ab'}",
  "${*}",
  "a${aws:one}*",
);
const plainOperators = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "Bool",
];
const list = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 2 });
const condition = fc.oneof(
  fc.tuple(fc.constantFrom(...plainOperators, ...plainOperators.map((name) => `${name}IfExists`)), single, list(text)),
  fc.tuple(fc.constantFrom("NumericLessThan", "NumericNotEquals"), single, list(fc.constantFrom("5", "7"))),
  fc.tuple(
    fc
      .tuple(
        fc.constantFrom("ForAllValues:", "ForAnyValue:"),
        fc.constantFrom(...plainOperators),
        fc.constantFrom("", "IfExists"),
      )
      .map((parts) => parts.join("")),
    fc.constant("aws:many"),
    list(text),
  ),
  fc.tuple(fc.constant("Null"), fc.constantFrom("aws:One", "aws:many"), list(fc.constantFrom("true", "false"))),
);
const conditions = fc
  .array(condition, { maxLength: 3 })
  .map((all) =>
    all.reduce<Record<string, Record<string, readonly string[]>>>(
      (made, [operator, key, wanted]) => ({ ...made, [operator]: { ...made[operator], [key]: wanted } }),
      {},
    ),
  );
const action = list(fc.constantFrom("*", "s:*", "S:get", "t:Get", "*:Get", "s:P?t"));
const resource = list(fc.constantFrom("*", "x/*", "x/a", "*/a", "x/${aws:One}", "y?a"));
const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: fc.constantFrom("Allow" as const, "Deny" as const),
    action,
    resource,
    not: fc.nat(3),
    Condition: conditions,
  })
  .map(({ Effect, action: actions, resource: resources, not, Condition }) => ({
    Effect,
    ...(not % 2 === 1 ? { NotAction: actions } : { Action: actions }),
    ...(not > 1 ? { NotResource: resources } : { Resource: resources }),
    Condition,
  }));
const everything: Statement = { Effect: "Allow", Action: ["*"], Resource: ["*"] };
const level = fc
  .tuple(fc.array(statement, { maxLength: 3 }), fc.boolean())
  .map(([own, isOpen]) => (isOpen ? [everything, ...own] : own));
const value = fc.constantFrom("a", "ab", "b", "*", "5", "7");
const request: fc.Arbitrary<Request> = fc.record({
  action: fc.constantFrom("s:Get", "s:Put", "t:Get"),
  resource: fc.constantFrom("x/a", "x/b", "y/a"),
  context: fc
    .record({ "aws:one": fc.option(value), "AWS:Two": fc.option(value), "aws:Many": fc.option(fc.uniqueArray(value)) })
    .map((given) =>
      Object.fromEntries(Object.entries(given).flatMap(([key, held]) => (held === null ? [] : [[key, [held].flat()]]))),
    ),
});

function documentOf(statements: readonly Statement[]): PolicyDocument {
  const parsed = parsePolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
  if (parsed.status === "problem") throw new Error(`${parsed.problem.code} ${parsed.problem.path}`);
  return parsed.document;
}

test("says what a second reading of the rules says", () => {
  const seen = new Set<Outcome>();
  fc.assert(
    fc.property(
      fc.array(level, { minLength: 1, maxLength: 3 }),
      fc.array(request, { minLength: 5, maxLength: 5 }),
      (levels, requests) => {
        const entries = levels.map((statements): LevelEntry[] => [
          { kind: "policy", policyId: "p", document: documentOf(statements), isCertain: true },
        ]);
        for (const asked of requests) {
          const context = new Map(Object.entries(asked.context).map(([key, values]) => [key.toLowerCase(), values]));
          const { outcome } = evaluateLevels(entries, { action: asked.action, resources: [asked.resource], context });
          expect(outcome).toBe(model(levels, asked));
          seen.add(outcome);
        }
      },
    ),
    { numRuns: 4_000 },
  );
  expect(seen.size).toBeGreaterThanOrEqual(2);
});
