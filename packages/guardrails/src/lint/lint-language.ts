import { refusedElements } from "../policy-language.ts";
import { elementPath, type Found, type StatementView } from "./found-problem.ts";

/** Elements that a policy's type does not take. */
export function lintLanguage(view: StatementView, isAwsManaged: boolean): readonly Found[] {
  if (isAwsManaged) return [];
  return refusedElements(view.statement, view.policyType).map(({ element, rule, at }) => ({
    code: "element-not-allowed",
    severity: "error",
    path: rule === "missing" ? view.path : elementPath(view, element, at),
    details: { element, rule, type: view.policyType },
  }));
}
