import { refusedElements } from "../policy-language.ts";
import { elementPath, type Found, type StatementView } from "./found-problem.ts";

/** Elements that the policy's type does not take, all of them, where the parser stops at the first. */
export function lintLanguage(view: StatementView): readonly Found[] {
  return refusedElements(view.statement, view.policyType).map(({ element, rule, at }) => ({
    code: "element-not-allowed",
    severity: "error",
    path: rule === "missing" ? view.path : elementPath(view, element, at),
    details: { element, rule, type: view.policyType },
  }));
}
