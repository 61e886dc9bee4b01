import type { CoverageVerdict } from "@sekinin/guardrails/coverage";

/** A finding and the guardrail that would prevent it, told together. `unknown`: whether a guardrail stops it is not known. */
export type JointState = "openGuarded" | "openUnguarded" | "closedGuarded" | "closedUnguarded" | "unknown";

/**
 * One of several objectives is enough to keep a failure from coming about. With named ways out it is guarded all the
 * same; half of the actions is not, and neither is the management account.
 */
export function jointState(isOpen: boolean, verdicts: readonly (CoverageVerdict | undefined)[]): JointState {
  const isGuarded = verdicts.some((verdict) => verdict === "enforced" || verdict === "conditional");
  if (isGuarded) return isOpen ? "openGuarded" : "closedGuarded";
  const isKnown = verdicts.every((verdict) => verdict !== undefined && verdict !== "unknown");
  if (!isKnown || verdicts.length === 0) return "unknown";
  return isOpen ? "openUnguarded" : "closedUnguarded";
}
