import { splitOperator } from "../condition-operator.ts";
import type { PolicyCondition } from "../policy-document.ts";
import { conditionClause } from "../values/condition-clause.ts";
import { varies } from "../values/policy-text.ts";
import { domainOf } from "./conditions.ts";
import { documentedKey } from "./documented-key.ts";
import type { Found, StatementView } from "./found-problem.ts";
import { conditionPath } from "./lint-keys.ts";

/**
 * What a request without the key does, where that is seldom meant.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
 */
export function lintMissingKeys(view: StatementView): readonly Found[] {
  return view.statement.conditions.flatMap((condition): readonly Found[] => {
    const key = condition.key.toLowerCase();
    const { presence } = domainOf(view.universe, key);
    if (presence !== "optional" || isGuarded(view, key)) return [];
    const reading = conditionClause(condition, view.version, () => varies);
    if (reading.status === "unreadable" && reading.why !== "variable") return [];
    const path = conditionPath(view, condition);
    if (escapes(view, condition)) {
      const details = { key: condition.key, operator: condition.operator };
      return [
        { code: "missing-key-escapes", severity: severityOf(key), path, details, suggestion: ifExists(condition) },
      ];
    }
    const why = surprises(view, condition);
    if (why === null) return [];
    const details = { key: condition.key, operator: condition.operator, effect: view.statement.effect, why };
    return [{ code: "missing-key-matches", severity: "warning", path, details }];
  });
}

/** `Null` on the same key settles what a missing key does. */
function isGuarded({ statement }: StatementView, key: string): boolean {
  return statement.conditions.some(
    ({ operator, key: other }) => splitOperator(operator).name === "null" && other.toLowerCase() === key,
  );
}

function severityOf(key: string): Found["severity"] {
  return key.startsWith("aws:multifactorauth") ? "warning" : "note";
}

/**
 * A Deny of what is not so, by a test that a missing key does not pass: `Bool … false`, and the age of MFA. Long-term
 * keys carry no MFA key at all, and encryption left to its default often carries none.
 */
function escapes({ statement, universe }: StatementView, condition: PolicyCondition): boolean {
  if (statement.effect !== "Deny") return false;
  const { name, ifExists: hasIfExists, set } = splitOperator(condition.operator);
  if (hasIfExists || set !== null) return false;
  const key = condition.key.toLowerCase();
  if (key === "aws:multifactorauthage" && name.startsWith("numericgreater")) return true;
  const documented = documentedKey(universe, key);
  const isBoolean = documented.known === "yes" && documented.type.kind === "boolean";
  const wantsFalse = condition.values.every((value) => value.toLowerCase() === "false");
  return isBoolean && wantsFalse && (name === "bool" || name === "stringequals");
}

function ifExists({ operator }: PolicyCondition): string {
  return `${operator}IfExists`;
}

const networkKeys = new Set(["aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpceorgid", "aws:vpceaccount"]);

/** `ForAllValues` holds for no values at all; a network's key is missing where an AWS service makes the call. */
function surprises({ statement }: StatementView, condition: PolicyCondition): "no-values" | "aws-service" | null {
  const { set, name } = splitOperator(condition.operator);
  if (set === "forallvalues") return "no-values";
  const isNegated = name.includes("not");
  if (statement.effect !== "Deny" || !isNegated || !networkKeys.has(condition.key.toLowerCase())) return null;
  const minds = (key: string) => statement.conditions.some((other) => other.key.toLowerCase() === key);
  return minds("aws:viaawsservice") || minds("aws:calledvia") || minds("aws:principalisawsservice")
    ? null
    : "aws-service";
}
