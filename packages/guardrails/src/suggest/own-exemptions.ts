import { splitOperator } from "../condition-operator.ts";
import type { WayOutRequirement } from "../coverage/coverage.ts";
import { type CompiledOrganization, scpType } from "../evaluate/compile-organization.ts";
import type { Objective } from "../objectives/objective.ts";
import type { PolicyCondition, PolicyStatement } from "../policy-document.ts";
import { findText } from "../values/find-text.ts";
import { arnPattern, exactPattern, globPattern, written } from "../values/pattern.ts";

const negated = new Set(["arnnotlike", "arnnotequals", "stringnotlike", "stringnotequals"]);

/** Conditions by which a Deny leaves principals out. */
function exemptionsIn(statement: PolicyStatement): readonly PolicyCondition[] {
  if (statement.effect !== "Deny") return [];
  return statement.conditions.filter(
    ({ operator, key, values }) =>
      isPrincipalKey(key) &&
      negated.has(splitOperator(operator).name) &&
      splitOperator(operator).set === null &&
      !values.some((value) => /^\*+$/.test(value)),
  );
}

function isPrincipalKey(key: string): boolean {
  const lower = key.toLowerCase();
  return lower === "aws:principalarn" || lower.startsWith("aws:principaltag/");
}

/**
 * The exemption list that an organisation's own SCPs use most, as they write it; empty where its Denies leave nobody out.
 * Of lists that are used as often, the shorter one: it lets fewer through.
 */
export function ownExemptions({ policies }: CompiledOrganization): readonly PolicyCondition[] {
  const lists = new Map<string, { readonly list: readonly PolicyCondition[]; count: number }>();
  for (const { type, awsManaged, state } of policies.values()) {
    if (type !== scpType || awsManaged || state.status !== "parsed") continue;
    for (const statement of state.document.statements) {
      const list = exemptionsIn(statement);
      if (list.length === 0) continue;
      const key = JSON.stringify(
        list.map(({ operator, key: name, values }) => [operator.toLowerCase(), name.toLowerCase(), [...values].sort()]),
      );
      const known = lists.get(key);
      if (known === undefined) lists.set(key, { list, count: 1 });
      else known.count += 1;
    }
  }
  const best = [...lists].sort(
    ([left, one], [right, other]) => other.count - one.count || left.length - right.length || (left < right ? -1 : 1),
  )[0];
  return best?.[1].list ?? [];
}

/**
 * What may be left out for one objective: the organisation's own list, and the root where the objective is about other
 * principals only, since a Deny for these leaves it out in the same condition.
 */
export function exemptionsFor({ requests }: Objective, own: readonly PolicyCondition[]): readonly PolicyCondition[] {
  const isForHumans = requests
    .filter(({ part }) => part === "core")
    .every(({ principals }) => principals.every((one) => one === "human"));
  if (!isForHumans) return own;
  const withRoot = own.map((condition) =>
    condition.key.toLowerCase() === "aws:principalarn"
      ? { ...condition, values: [...condition.values, "arn:aws:iam::*:root"] }
      : condition,
  );
  return withRoot;
}

/**
 * Whether a way out is only for somebody whom the list leaves out: all that it asks of one key holds together, so that
 * what two lists have in common counts.
 */
export function isOwnWayOut(
  requirements: readonly WayOutRequirement[],
  exemptions: readonly PolicyCondition[],
): boolean {
  return exemptions.some((exemption) => {
    const asked = requirements.filter(
      ({ key, how, orAbsent, values }) =>
        key.toLowerCase() === exemption.key.toLowerCase() && how === "matches" && !orAbsent && values.length > 0,
    );
    return asked.length > 0 && areWithin(asked, exemption);
  });
}

function areWithin(asked: readonly WayOutRequirement[], { operator, values }: PolicyCondition): boolean {
  const own = values.map(anyAccount);
  if (asked.some((one) => one.values.every((value) => own.includes(anyAccount(value))))) return true;
  if (own.some((text) => text.includes("${"))) return false;
  const { name } = splitOperator(operator);
  // No part of a principal's ARN before its last holds a colon, so that both kinds of wildcards mean the same there.
  const patternOf = (text: string) => arnPattern(written(text)) ?? globPattern(written(text));
  const exact = (text: string) => exactPattern(written(text));
  const found = findText([
    ...asked.map((one) => ({
      patterns: one.values.map((value) => patternOf(anyAccount(value))),
      isNegated: false,
    })),
    { patterns: own.map(name === "stringnotequals" ? exact : patternOf), isNegated: true },
  ]);
  return found.kind === "none";
}

/** The engine names the account where the policy has a variable. */
function anyAccount(value: string): string {
  return value.replace(/^arn:[^:]*:/, "arn:*:").replace(/\$\{aws:PrincipalAccount\}|(?<=:)\d{12}(?=:)/gi, "*");
}
