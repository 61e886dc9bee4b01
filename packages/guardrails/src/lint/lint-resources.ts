import { isEveryResource } from "../match-pattern.ts";
import type { ActionFacts } from "../universe/action-universe.ts";
import { elementPath, type Found, type StatementView } from "./found-problem.ts";
import { globsMeet } from "./globs.ts";

const mostForms = 400;

/**
 * Resource patterns that none of the statement's actions is ever authorised against: a bucket's ARN for actions on
 * objects, or any ARN for actions that know only `*`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function lintResources(view: StatementView): readonly Found[] {
  const { statement, actions } = view;
  if (actions === null || actions.length === 0 || statement.resources === null) return [];
  const forms = formsOf(actions);
  if (forms.length > mostForms) return [];
  return statement.resources.flatMap((pattern, at): Found[] => {
    if (isEveryResource(pattern) || pattern.includes("${") || isRootUser(pattern)) return [];
    if (forms.some((form) => globsMeet(pattern, form))) return [];
    const details = { resource: pattern, expected: shortest(forms) };
    return [{ code: "resource-never-matches", severity: "warning", path: elementPath(view, "Resource", at), details }];
  });
}

/** The root user stands in no table, though actions on users and keys act on it. */
function isRootUser(pattern: string): boolean {
  return /^arn:[^:]*:iam::[^:]*:root$/.test(pattern);
}

/** ARN patterns of everything that the actions act on; an action without resource types acts on `*` itself. */
function formsOf(actions: readonly ActionFacts[]): readonly string[] {
  const forms = new Set<string>();
  for (const { resourceTypes } of actions) {
    for (const { arns } of resourceTypes) for (const arn of arns) forms.add(arn);
    // Most calls without a required resource may be made against all of them at once. A literal star, not a wildcard.
    if (resourceTypes.length === 0) forms.add(allResources);
    if (forms.size > mostForms) break;
  }
  return [...forms];
}

/** The form that a reader most probably looks for. */
function shortest(forms: readonly string[]): string {
  const [first = "*"] = [...forms].sort((left, right) => left.length - right.length || (left < right ? -1 : 1));
  return first === allResources ? "*" : first;
}

/** Stands for the text `*`, which only a pattern of wildcards matches. */
const allResources = "$all";
