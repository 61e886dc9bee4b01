import { splitOperator } from "../condition-operator.ts";
import type { PolicyCondition } from "../policy-document.ts";
import { instantOf } from "../values/instant.ts";
import { inNetwork, parseAddress, parseNetwork } from "../values/ip-network.ts";
import {
  anyTest,
  type ExpandedPattern,
  globTest,
  type PolicyVersion,
  type RequestContext,
  slicePattern,
  templateOf,
} from "./text-template.ts";

/** Whether a condition holds for a request; null where nobody can say. */
export type ConditionTest = (context: RequestContext) => boolean | null;

type ValueTest = (value: string) => boolean;

type Operator = {
  readonly isNegated: boolean;
  /** Null for what is no value of this operator. */
  readonly make: (wanted: ExpandedPattern) => ValueTest | null;
};

/**
 * What one operator and key of a Condition ask, ready for many requests. Nobody can say where the operator is unknown,
 * a value is none, or a request has several values and the operator no prefix for sets. Plain and direct on purpose:
 * what the decision procedure finds is checked with it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function compileCondition(
  { operator: written, key, values }: PolicyCondition,
  version: PolicyVersion,
): ConditionTest {
  const { set, name, ifExists } = splitOperator(written);
  const lowerKey = key.toLowerCase();
  if (values.length === 0) return () => null;
  if (name === "null") return set === null && !ifExists ? nullTest(lowerKey, values) : () => null;
  const operator = operators.get(name);
  if (operator === undefined) return () => null;
  const wanted = templateOf(values, version, (patterns) => anyValueTest(patterns.map(operator.make)));
  const whenAbsent = set === "foranyvalue" ? false : set === "forallvalues" || ifExists || operator.isNegated;
  return (context) => {
    const test = wanted(context);
    if (test === null) return null;
    const given = context.get(lowerKey);
    if (given === undefined || given.length === 0) return whenAbsent;
    if (set === null && given.length > 1) return null;
    // One value that answers otherwise decides: for `ForAllValues` one that fails, else one that holds.
    const decisive = set !== "forallvalues";
    for (const value of given) if ((test(value) !== operator.isNegated) === decisive) return decisive;
    return !decisive;
  };
}

function anyValueTest(tests: readonly (ValueTest | null)[]): ValueTest | null {
  const read = tests.flatMap((test) => test ?? []);
  return read.length < tests.length ? null : anyTest(read);
}

function nullTest(key: string, values: readonly string[]): ConditionTest {
  const wanted = values.map((value) => value.toLowerCase());
  if (wanted.some((value) => value !== "true" && value !== "false")) return () => null;
  return (context) => wanted.includes((context.get(key)?.length ?? 0) > 0 ? "false" : "true");
}

const exact: Operator["make"] =
  ({ text }) =>
  (value) =>
    value === text;
const exactFolded: Operator["make"] = ({ text }) => {
  const folded = text.toLowerCase();
  return (value) => value.toLowerCase() === folded;
};

const inside: Operator["make"] = ({ text }) => {
  const network = parseNetwork(text);
  if (network === null) return null;
  return (value) => {
    const address = parseAddress(value);
    return address !== null && inNetwork(network, address);
  };
};

const arnParts = 6;

/**
 * Six parts, each by its own pattern, so that wildcards of the first five match no colon; the last part holds the rest
 * with its colons. A request's value with fewer parts is no ARN and matches nothing; what a policy's would mean, AWS does
 * not say.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
const arnLike: Operator["make"] = (wanted) => {
  const ends = partEnds(wanted.text);
  if (ends === null) return null;
  const tests = ends.map((end, at) => globTest(slicePattern(wanted, at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, end)));
  return (value) => {
    const parts = splitArn(value);
    if (parts === null) return false;
    // The last part tells most ARNs apart.
    for (let at = arnParts - 1; at >= 0; at -= 1) if (tests[at]?.(parts[at] ?? "") !== true) return false;
    return true;
  };
};

/** The statements of a stack test the same principal in turn, so the last answer is kept. */
let last: { readonly arn: string; readonly parts: readonly string[] | null } = { arn: "", parts: null };

function splitArn(arn: string): readonly string[] | null {
  if (last.arn !== arn) {
    const ends = partEnds(arn);
    last = { arn, parts: ends?.map((end, at) => arn.slice(at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, end)) ?? null };
  }
  return last.parts;
}

/** Where each of an ARN's parts ends. */
function partEnds(arn: string): readonly number[] | null {
  const ends: number[] = [];
  for (let at = arn.indexOf(":"); at !== -1 && ends.length < arnParts - 1; at = arn.indexOf(":", at + 1)) ends.push(at);
  return ends.length < arnParts - 1 ? null : [...ends, arn.length];
}

const numberOf = (text: string) => (/^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN);

function ordered(prefix: string, valueOf: (text: string) => number): readonly (readonly [string, Operator])[] {
  const by = (holds: (value: number, wanted: number) => boolean, isNegated = false): Operator => ({
    isNegated,
    make: ({ text }) => {
      const wanted = valueOf(text);
      return Number.isFinite(wanted) ? (value) => holds(valueOf(value), wanted) : null;
    },
  });
  return [
    [`${prefix}equals`, by((value, wanted) => value === wanted)],
    [`${prefix}notequals`, by((value, wanted) => value === wanted, true)],
    [`${prefix}lessthan`, by((value, wanted) => value < wanted)],
    [`${prefix}lessthanequals`, by((value, wanted) => value <= wanted)],
    [`${prefix}greaterthan`, by((value, wanted) => value > wanted)],
    [`${prefix}greaterthanequals`, by((value, wanted) => value >= wanted)],
  ];
}

/** By name in lower case, without a prefix for sets and without `IfExists`. */
const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["stringequals", { isNegated: false, make: exact }],
  ["stringnotequals", { isNegated: true, make: exact }],
  ["stringequalsignorecase", { isNegated: false, make: exactFolded }],
  ["stringnotequalsignorecase", { isNegated: true, make: exactFolded }],
  ["stringlike", { isNegated: false, make: globTest }],
  ["stringnotlike", { isNegated: true, make: globTest }],
  ["arnequals", { isNegated: false, make: arnLike }],
  ["arnlike", { isNegated: false, make: arnLike }],
  ["arnnotequals", { isNegated: true, make: arnLike }],
  ["arnnotlike", { isNegated: true, make: arnLike }],
  ["ipaddress", { isNegated: false, make: inside }],
  ["notipaddress", { isNegated: true, make: inside }],
  ["bool", { isNegated: false, make: exactFolded }],
  ["binaryequals", { isNegated: false, make: exact }],
  ...ordered("numeric", numberOf),
  ...ordered("date", instantOf),
]);
