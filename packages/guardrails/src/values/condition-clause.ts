import { splitOperator } from "../condition-operator.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { Clause, Comparison, PresentTest, ValueTest } from "./clause.ts";
import { instantOf } from "./instant.ts";
import { parseNetwork } from "./ip-network.ts";
import { arnPattern, exactPattern, globPattern, type Pattern, type PatternPiece } from "./pattern.ts";
import { expandText, type VariableValues } from "./policy-text.ts";

export type ConditionReading =
  | { readonly status: "read"; readonly clause: Clause }
  | {
      readonly status: "unreadable";
      readonly why: "unknown-operator" | "odd-value" | "variable";
      readonly detail: string;
    };

type Version = "2008-10-17" | "2012-10-17";

const textOperators: Readonly<Record<string, (pieces: readonly PatternPiece[]) => Pattern | null>> = {
  stringequals: (pieces) => exactPattern(pieces),
  stringequalsignorecase: (pieces) => exactPattern(pieces, true),
  stringlike: (pieces) => globPattern(pieces),
  arnequals: arnPattern,
  arnlike: arnPattern,
  binaryequals: (pieces) => exactPattern(pieces),
  bool: (pieces) => exactPattern(pieces, true),
};

const negatedNames: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
  numericnotequals: "numericequals",
  datenotequals: "dateequals",
};

const comparisons: Readonly<Record<string, Comparison>> = {
  equals: "equal",
  lessthan: "below",
  lessthanequals: "at-most",
  greaterthan: "above",
  greaterthanequals: "at-least",
};

/**
 * What one operator and key of a Condition ask. A missing key: a positive operator is false, a negated one true,
 * `...IfExists` true, `ForAllValues` true, `ForAnyValue` false even with IfExists, `Null` asks for it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionClause(
  { operator, key: written, values }: PolicyCondition,
  version: Version,
  valueOf: VariableValues,
): ConditionReading {
  const key = written.toLowerCase();
  const { set, name, ifExists } = splitOperator(operator);
  // What an operator without values asks, AWS does not say.
  if (values.length === 0) return { status: "unreadable", why: "odd-value", detail: operator };
  if (name === "null") return nullClause(key, values, set === null && !ifExists);
  const isNegated = negatedNames[name] !== undefined;
  const read = testOf(negatedNames[name] ?? name, values, version, valueOf);
  if ("why" in read) return { status: "unreadable", ...read };
  const quantifier: PresentTest["quantifier"] = set === null ? "one" : set === "forallvalues" ? "all" : "some";
  const absent = set === "foranyvalue" ? false : set === "forallvalues" || ifExists || isNegated;
  return { status: "read", clause: { key, absent, present: { quantifier, test: read, isNegated } } };
}

function nullClause(key: string, values: readonly string[], isPlain: boolean): ConditionReading {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  const isKnown = [...wanted].every((value) => value === "true" || value === "false");
  if (!isPlain || !isKnown) return { status: "unreadable", why: "odd-value", detail: "Null" };
  return { status: "read", clause: { key, absent: wanted.has("true"), present: wanted.has("false") } };
}

type Unreadable = { readonly why: "unknown-operator" | "odd-value" | "variable"; readonly detail: string };

function testOf(
  name: string,
  values: readonly string[],
  version: Version,
  valueOf: VariableValues,
): ValueTest | Unreadable {
  const pattern = textOperators[name];
  if (pattern !== undefined) return textTest(pattern, values, version, valueOf);
  if (name === "ipaddress") {
    const networks = values.map(parseNetwork);
    const odd = values.find((_value, at) => networks[at] === null);
    if (odd !== undefined) return { why: "odd-value", detail: odd };
    return { kind: "address", networks: networks.flatMap((network) => network ?? []) };
  }
  const [, kind, rest] = /^(numeric|date)(.+)$/.exec(name) ?? [];
  const comparison = rest === undefined ? undefined : comparisons[rest];
  if (comparison === undefined) return { why: "unknown-operator", detail: name };
  const bounds = values.map((value) => (kind === "numeric" ? numberOf(value) : instantOf(value)));
  const odd = values.find((_value, at) => !Number.isFinite(bounds[at]));
  if (odd !== undefined) return { why: "odd-value", detail: odd };
  return { kind: kind === "numeric" ? "number" : "date", comparison, bounds };
}

function textTest(
  pattern: (pieces: readonly PatternPiece[]) => Pattern | null,
  values: readonly string[],
  version: Version,
  valueOf: VariableValues,
): ValueTest | Unreadable {
  const patterns: Pattern[] = [];
  for (const value of values) {
    const expanded = expandText(value, version, valueOf);
    if (expanded.kind === "varies") return { why: "variable", detail: expanded.key };
    if (expanded.kind === "nothing") continue;
    const made = pattern(expanded.pieces);
    if (made === null) return { why: "odd-value", detail: value };
    patterns.push(made);
  }
  return { kind: "text", patterns };
}

/** Beyond it a number and its neighbour are one. */
const largestNumber = 1e15;

function numberOf(value: string): number {
  const number = /^[+-]?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
  return Math.abs(number) <= largestNumber ? number : Number.NaN;
}
