import { keyFacts as decisionKey } from "../decide/keys.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import type { Clause } from "../values/clause.ts";
import { conditionClause } from "../values/condition-clause.ts";
import { findValues, type KeyDomain } from "../values/find-value.ts";
import { arnPattern, exactPattern, globPattern, type Pattern, written } from "../values/pattern.ts";
import { varies } from "../values/policy-text.ts";
import { documentedKey } from "./documented-key.ts";

/** What lint knows of a key in a request of an organisation's principal. */
export function domainOf(universe: ActionUniverse, key: string): KeyDomain {
  const row = decisionKey(key);
  if (row !== undefined) return row;
  const documented = documentedKey(universe, key);
  return { presence: "optional", hasSeveralValues: documented.known !== "yes" || documented.type.hasSeveralValues };
}

const literally = (text: string) => [
  { text: "*", isLiteral: false },
  { text, isLiteral: true },
  { text: "*", isLiteral: false },
];
/** Values with a star or question mark in them: what somebody wrote who meant a wildcard. */
const withWildcards = [globPattern(literally("*")), globPattern(literally("?"))];

const principals = ["iam::*:user/*", "iam::*:role/*", "iam::*:root", "sts::*:federated-user/*"].flatMap(
  (rest) => arnPattern(written(`arn:*:${rest}`)) ?? [],
);

/** Keys whose values are names that AWS gives, in which no wildcard occurs. */
const plainKeys = new Set([
  "aws:requestedregion",
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:calledvia",
  "aws:calledviafirst",
  "aws:calledvialast",
]);

/** What every value of a key fulfils, whatever the request: in an SCP, that no AWS service makes it. */
export function baseClauses(universe: ActionUniverse, key: string, policyType: string): readonly Clause[] {
  const documented = documentedKey(universe, key);
  const isScp = policyType === "SERVICE_CONTROL_POLICY";
  if (key === "aws:principalisawsservice" && isScp) return [valuesLike(key, [exactPattern(written("false"))])];
  if (key === "aws:principalarn" && isScp) return [valuesLike(key, principals), valuesLike(key, withWildcards, true)];
  if (documented.known !== "yes") return [];
  if (documented.type.kind === "boolean")
    return [
      valuesLike(
        key,
        ["true", "false"].map((text) => exactPattern(written(text))),
      ),
    ];
  if (documented.type.kind === "arn" || plainKeys.has(key)) return [valuesLike(key, withWildcards, true)];
  return [];
}

function valuesLike(key: string, patterns: readonly Pattern[], isNegated = false): Clause {
  return { key, absent: true, present: { quantifier: "all", test: { kind: "text", patterns }, isNegated } };
}

const longestCondition = 4_000;

/**
 * Clauses of conditions on one key, or null where one of them says nothing that lint could judge: variables, unknown
 * operators, and texts long enough to be hostile.
 */
export function clausesOn(
  conditions: readonly PolicyCondition[],
  version: "2008-10-17" | "2012-10-17",
): readonly Clause[] | null {
  const clauses: Clause[] = [];
  let length = 0;
  for (const condition of conditions) {
    length += condition.values.reduce((sum, value) => sum + value.length, 0);
    if (length > longestCondition) return null;
    const reading = conditionClause(condition, version, () => varies);
    if (reading.status !== "read") return null;
    clauses.push(reading.clause);
  }
  return clauses;
}

/** Whether some request fulfils all clauses, which speak of one key. True where that is too dear to find out. */
export function canHold(universe: ActionUniverse, clauses: readonly Clause[]): boolean {
  const [first] = clauses;
  return first === undefined || findValues(domainOf(universe, first.key), clauses).kind !== "none";
}
