import { splitOperator } from "../condition-operator.ts";
import { matchesPattern } from "../match-pattern.ts";
import type { PolicyCondition } from "../policy-document.ts";
import { inNetwork, parseAddress, parseNetwork } from "../values/ip-network.ts";

/** Values of a request by key in lower case; a key that is not there is absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

type Version = "2008-10-17" | "2012-10-17";

/** A value that a policy wants, its variables replaced: `text` with wildcards, `plain` as it is compared for equality. */
type Wanted = { readonly text: string; readonly plain: string };

/**
 * Whether one operator and key of a Condition holds for a request; null where nobody can say (an unknown operator, a
 * value that is none, several values without a set operator). Plain and direct on purpose: what the decision procedure
 * finds is checked with it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function matchesCondition(
  condition: PolicyCondition,
  version: Version,
  context: RequestContext,
): boolean | null {
  const { set, name, ifExists } = splitOperator(condition.operator);
  const given = context.get(condition.key.toLowerCase()) ?? [];
  if (name === "null") return set === null && !ifExists ? matchesNull(condition.values, given.length > 0) : null;
  const operator = operators[name];
  if (operator === undefined) return null;
  const wanted = condition.values.flatMap((value) => wantedValue(value, version, context));
  if (!wanted.every(({ plain }) => operator.isValue(plain))) return null;
  if (given.length === 0) {
    if (set === "foranyvalue") return false;
    return set === "forallvalues" || ifExists || operator.isNegated;
  }
  if (set === null && given.length > 1) return null;
  const one = (value: string) => wanted.some((want) => operator.matches(want, value)) !== operator.isNegated;
  return set === "forallvalues" ? given.every(one) : given.some(one);
}

function matchesNull(values: readonly string[], isPresent: boolean): boolean | null {
  const wanted = values.map((value) => value.toLowerCase());
  if (wanted.some((value) => value !== "true" && value !== "false")) return null;
  return wanted.includes(isPresent ? "false" : "true");
}

type Operator = {
  readonly isNegated: boolean;
  readonly isValue: (wanted: string) => boolean;
  readonly matches: (wanted: Wanted, value: string) => boolean;
};

const anyText = () => true;
const isNumber = (text: string) => /^[+-]?\d+(\.\d+)?$/.test(text.trim());
const millisecondsOf = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text));
const isDate = (text: string) => Number.isFinite(millisecondsOf(text));

const equal: Operator["matches"] = (wanted, value) => wanted.plain === value;
const equalFolded: Operator["matches"] = (wanted, value) => wanted.plain.toLowerCase() === value.toLowerCase();
const like: Operator["matches"] = (wanted, value) => matchesPattern(wanted.text, value);
const inside: Operator["matches"] = (wanted, value) => {
  const network = parseNetwork(wanted.plain);
  const address = parseAddress(value);
  return network !== null && address !== null && inNetwork(network, address);
};

/** Six parts, each by its own pattern; the last one holds the rest with its colons. */
const arnLike: Operator["matches"] = (wanted, value) => {
  const patterns = partsOf(wanted.text);
  const parts = partsOf(value);
  return (
    patterns.length === 6 && parts.length === 6 && patterns.every((part, at) => matchesPattern(part, parts[at] ?? ""))
  );
};

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function both(matches: Operator["matches"], names: readonly [string, string], isValue: Operator["isValue"] = anyText) {
  return {
    [names[0]]: { isNegated: false, isValue, matches },
    [names[1]]: { isNegated: true, isValue, matches },
  };
}

function ordered(prefix: string, isValue: Operator["isValue"], numberOf: (text: string) => number) {
  const by = (holds: (value: number, wanted: number) => boolean): Operator => ({
    isNegated: false,
    isValue,
    matches: (wanted, value) => holds(numberOf(value), numberOf(wanted.plain)),
  });
  return {
    [`${prefix}equals`]: by((value, wanted) => value === wanted),
    [`${prefix}notequals`]: { ...by((value, wanted) => value === wanted), isNegated: true },
    [`${prefix}lessthan`]: by((value, wanted) => value < wanted),
    [`${prefix}lessthanequals`]: by((value, wanted) => value <= wanted),
    [`${prefix}greaterthan`]: by((value, wanted) => value > wanted),
    [`${prefix}greaterthanequals`]: by((value, wanted) => value >= wanted),
  };
}

const operators: Readonly<Record<string, Operator>> = {
  ...both(equal, ["stringequals", "stringnotequals"]),
  ...both(equalFolded, ["stringequalsignorecase", "stringnotequalsignorecase"]),
  ...both(like, ["stringlike", "stringnotlike"]),
  ...both(arnLike, ["arnlike", "arnnotlike"]),
  ...both(arnLike, ["arnequals", "arnnotequals"]),
  ...both(inside, ["ipaddress", "notipaddress"], (text) => parseNetwork(text) !== null),
  ...ordered("numeric", isNumber, Number),
  ...ordered("date", isDate, millisecondsOf),
  bool: { isNegated: false, isValue: anyText, matches: equalFolded },
  binaryequals: { isNegated: false, isValue: anyText, matches: equal },
};

/**
 * The value with its variables replaced by those of the request; none where one has no value and no default. The
 * value of a variable is compared as it is: its wildcards are put where no text can hold them.
 */
export function wantedValue(value: string, version: Version, context: RequestContext): readonly Wanted[] {
  if (version === "2008-10-17" || !value.includes("${")) return [{ text: value, plain: value }];
  let isMissing = false;
  const plain = value.replace(/\$\{([^}]*)\}/g, (_whole, inside: string) => {
    const named = inside.trim();
    if (named === "*" || named === "?" || named === "$") return named;
    const [, key = named, fallback] = /^([^,]*?)\s*(?:,\s*'(.*)')?$/.exec(named) ?? [];
    const given = context.get(key.toLowerCase());
    const used = given?.length === 1 ? given[0] : fallback;
    if (used === undefined) isMissing = true;
    return used ?? "";
  });
  return isMissing ? [] : [{ text: plain, plain }];
}
