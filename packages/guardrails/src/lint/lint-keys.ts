import { splitOperator } from "../condition-operator.ts";
import { mayName } from "../objectives/resource-shapes.ts";
import type { PolicyCondition, PolicyStatement } from "../policy-document.ts";
import type { ActionFacts } from "../universe/action-universe.ts";
import { canCarry, documentedKey } from "./documented-key.ts";
import { type Found, type StatementView, someOf } from "./found-problem.ts";
import { nearestKeys } from "./near-spellings.ts";

/** Keys that do not exist, that the statement's actions never carry, or that are asked with the wrong operator. */
export function lintKeys(view: StatementView): readonly Found[] {
  return view.statement.conditions.flatMap((condition) => lintKey(view, condition));
}

export function conditionPath(view: StatementView, { operator, key }: PolicyCondition): string {
  return `${view.path}.Condition.${operator}.${key}`;
}

function lintKey(view: StatementView, condition: PolicyCondition): readonly Found[] {
  const { universe } = view;
  const path = conditionPath(view, condition);
  const facts = documentedKey(universe, condition.key);
  if (facts.known === "no") {
    const services = (view.actions ?? []).slice(0, 50).map(({ name }) => name.slice(0, name.indexOf(":")));
    const [suggestion = null] = nearestKeys(universe, condition.key, services, 1);
    return [{ code: "key-unknown", severity: "warning", path, details: { key: condition.key }, suggestion }];
  }
  if (facts.known === "provider") return [];
  const found: Found[] = [];
  const { set } = splitOperator(condition.operator);
  if (set !== null && !facts.type.hasSeveralValues) {
    const operator = condition.operator.slice(condition.operator.indexOf(":") + 1);
    const details = { key: condition.key, operator: condition.operator };
    found.push({ code: "set-operator-on-single-value", severity: "warning", path, details, suggestion: operator });
  }
  return [...found, ...neverPresent(view, condition, path)];
}

/**
 * A positive test on a key that a request never carries never matches, and a negated one always does: a Deny that is
 * dead, or one that stops everything. Of actions that are named, each must carry it; of wildcards, one.
 */
function neverPresent(view: StatementView, condition: PolicyCondition, path: string): readonly Found[] {
  const { actions, statement, universe } = view;
  if (actions === null || actions.length === 0) return [];
  const facts = documentedKey(universe, condition.key);
  const without = actions.filter((action) => !canCarry(onResources(action, statement), condition.key, facts));
  const named = new Set((statement.actions ?? []).map((action) => action.toLowerCase()));
  const dead =
    without.length === actions.length ? without : without.filter(({ name }) => named.has(name.toLowerCase()));
  if (dead.length === 0) return [];
  const details = { key: condition.key, actions: someOf(dead.map(({ name }) => name)), effect: statement.effect };
  return [{ code: "key-never-present", severity: "warning", path, details }];
}

/**
 * The action as the statement's resources narrow it: a call is authorised against each of its resources apart, and a key
 * of the volume is not there where the image is asked about.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-for-amazon-ec2.html
 */
function onResources(action: ActionFacts, { resources }: PolicyStatement): ActionFacts {
  if (resources === null || resources.some((pattern) => !pattern.startsWith("arn:"))) {
    return action;
  }
  const fitting = action.resourceTypes.filter(({ arns }) =>
    arns.some((arn) => resources.some((pattern) => mayName(pattern, arn))),
  );
  return fitting.length === 0 ? action : { ...action, resourceTypes: fitting };
}
