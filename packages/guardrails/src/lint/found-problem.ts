import type { PolicyDocument, PolicyStatement } from "../policy-document.ts";
import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import type { LintProblem } from "./lint-problem.ts";

/** A problem of a document, before it is known whose policy that is. */
export type Found = Pick<LintProblem, "code" | "severity" | "path" | "details"> & {
  readonly suggestion?: string | null;
};

/** What the rules for one statement look at. */
export type StatementView = {
  readonly statement: PolicyStatement;
  /** `Statement[2]`. */
  readonly path: string;
  readonly version: PolicyDocument["version"];
  readonly policyType: string;
  readonly universe: ActionUniverse;
  /**
   * The actions that it is about. Null: too many to look at one by one (`*`, NotAction), or not known to the table, so
   * that nothing may be concluded from what they carry.
   */
  readonly actions: readonly ActionFacts[] | null;
  readonly budget: LintBudget;
};

/** What one document may cost; shared by its statements. Where it is spent, nothing more is concluded. */
export type LintBudget = {
  /** Exact decisions about values, more for those with wildcards. */
  checks: number;
  /** Patterns that are compared with the actions of every service. */
  wideLookups: number;
};

/** Where an element stands: `Action` may hold a text or a list, which the parsed form does not tell. */
export function elementPath(view: StatementView, element: string, at?: number): string {
  return at === undefined ? `${view.path}.${element}` : `${view.path}.${element}[${at}]`;
}

/** At most three names for a message, and how many more there are. */
export function someOf(names: readonly string[]): string {
  return names.length <= 3 ? names.join(", ") : `${names.slice(0, 3).join(", ")} (+${names.length - 3})`;
}
