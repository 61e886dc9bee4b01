import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import type { LintProblem } from "./lint-problem.ts";

/** A problem of an organisation rather than of a place in a text. */
export function problemOf(
  code: LintProblem["code"],
  severity: LintProblem["severity"],
  details: LintProblem["details"],
  at: { readonly policyId?: string; readonly nodeId?: string; readonly path?: string } = {},
): LintProblem {
  const { policyId = null, nodeId = null, path = "" } = at;
  return { code, severity, policyId, nodeId, path, position: null, details, suggestion: null };
}

/** Whether a list was read whole, so that what is not in it does not exist. */
export function isListRead({ reading }: CompiledOrganization, lists: readonly string[]): boolean {
  return !reading.unread.some(({ list }) => lists.includes(list));
}
