import type { LintCode, LintProblem } from "@sekinin/guardrails";

/** Errors that leave a policy or a place not understood. Others break a rule of AWS, and are decided all the same. */
const blinding: ReadonlySet<LintCode> = new Set([
  "policy-syntax",
  "element-not-allowed",
  "contradictory-attachment",
  "tree-broken",
  "unread",
]);

/** Whether a problem can be why a verdict is unknown. */
export function keepsUnknown({ code, path, details, severity }: LintProblem): boolean {
  if (code === "unread") return true;
  // Without a Version the policy is read as AWS reads it.
  const isVersion = code === "policy-syntax" && path === "" && details["problem"] === "missing-element";
  return severity === "error" && blinding.has(code) && !isVersion;
}
