import { splitOperator } from "../condition-operator.ts";
import { isEveryAction, isEveryResource } from "../match-pattern.ts";
import type { PolicyCondition, PolicyDocument, PolicyStatement } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import { negated } from "../values/clause.ts";
import { canHold, clausesOn } from "./conditions.ts";
import { globsMeet, globWithin } from "./globs.ts";

/** A statement with the Version that it is read under. */
export type VersionedStatement = {
  readonly statement: PolicyStatement;
  readonly version: PolicyDocument["version"];
};

/**
 * Whether every request that one statement matches is matched by the other as well. Sound: where it cannot be told,
 * the answer is no.
 */
export function covers(outer: VersionedStatement, inner: VersionedStatement, universe: ActionUniverse): boolean {
  const [large, small] = [outer.statement, inner.statement];
  if (large.effect !== small.effect || !isForEveryone(large)) return false;
  return (
    conditionsCover(outer, inner, universe) &&
    setCovers(lower(large.actions), lower(large.notActions), lower(small.actions), lower(small.notActions)) &&
    resourcesCover(outer, inner)
  );
}

function isForEveryone({ principals, notPrincipals }: PolicyStatement): boolean {
  return notPrincipals === null && (principals === null || principals.some(({ kind }) => kind === "any"));
}

function lower(patterns: readonly string[] | null): readonly string[] | null {
  return patterns === null ? null : patterns.map((pattern) => pattern.toLowerCase());
}

/** Two sets of texts, each named by patterns or by what is left when patterns are taken away. */
function setCovers(
  large: readonly string[] | null,
  largeNot: readonly string[] | null,
  small: readonly string[] | null,
  smallNot: readonly string[] | null,
): boolean {
  if (large?.some((pattern) => isEveryAction(pattern) || isEveryResource(pattern))) return true;
  if (large !== null) return small !== null && small.every((pattern) => globWithin(pattern, large));
  if (largeNot === null) return false;
  if (small !== null) return !small.some((one) => largeNot.some((other) => globsMeet(one, other)));
  return smallNot !== null && largeNot.every((pattern) => globWithin(pattern, smallNot));
}

function resourcesCover(outer: VersionedStatement, inner: VersionedStatement): boolean {
  const [large, small] = [outer.statement, inner.statement];
  if (large.resources?.some(isEveryResource) || (large.resources === null && large.notResources === null)) return true;
  const texts = [large.resources, large.notResources, small.resources, small.notResources];
  // A variable's value is the request's: only the very same text is known to be the same.
  if (texts.some((patterns) => patterns?.some((pattern) => pattern.includes("${"))))
    return JSON.stringify([...texts.slice(0, 2), outer.version]) === JSON.stringify([...texts.slice(2), inner.version]);
  return setCovers(large.resources, large.notResources, small.resources, small.notResources);
}

/** Each condition of the larger one holds wherever all of the smaller one's hold. */
function conditionsCover(outer: VersionedStatement, inner: VersionedStatement, universe: ActionUniverse): boolean {
  return outer.statement.conditions.every((condition) => {
    const key = condition.key.toLowerCase();
    const same = inner.statement.conditions.filter((other) => other.key.toLowerCase() === key);
    if (same.some((other) => isSame(condition, other) && outer.version === inner.version)) return true;
    if (same.length === 0) return false;
    const wanted = clausesOn([condition], outer.version);
    const given = clausesOn(same, inner.version);
    if (wanted === null || given === null) return false;
    return wanted.every((clause) => !canHold(universe, [...given, negated(clause)]));
  });
}

function isSame(one: PolicyCondition, other: PolicyCondition): boolean {
  const [left, right] = [splitOperator(one.operator), splitOperator(other.operator)];
  if (left.name !== right.name || left.set !== right.set || left.ifExists !== right.ifExists) return false;
  return JSON.stringify([...one.values].sort()) === JSON.stringify([...other.values].sort());
}
