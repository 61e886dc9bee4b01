/** Codes are stable: files and exports carry them. */
export const lintCodes = [
  // AWS would refuse it
  "policy-syntax",
  "policy-too-large",
  "too-many-attached",
  "no-policy-attached",
  "element-not-allowed",
  "type-not-enabled",
  "target-missing",
  "contradictory-attachment",
  // it cannot take effect
  "action-unknown",
  "service-unknown",
  "key-unknown",
  "key-never-present",
  "resource-never-matches",
  "condition-never-matches",
  "statement-never-matches",
  "service-not-controlled",
  "attached-nowhere",
  "exempt-target",
  // it means something else than it seems
  "set-operator-on-single-value",
  "missing-key-escapes",
  "missing-key-matches",
  "variable-is-literal",
  "variable-missing",
  "self-made-exemption",
  "foreign-account-exemption",
  // housekeeping
  "duplicate-policy",
  "duplicate-statement",
  "shadowed-statement",
  "near-quota",
  // lock-outs
  "locked-out",
  "service-locked-out",
  // the tree
  "tree-broken",
  "outside-units",
  "unread",
] as const;
export type LintCode = (typeof lintCodes)[number];

export type LintProblem = {
  readonly code: LintCode;
  readonly severity: "error" | "warning" | "note";
  readonly policyId: string | null;
  /** The node that it speaks of; null where it is the policy's own. */
  readonly nodeId: string | null;
  /** Place in the document: `Statement[2].Action[0]`; empty for the whole. */
  readonly path: string;
  /** The same place in the policy's text, offsets from 0; null without a text. */
  readonly position: { readonly from: number; readonly to: number } | null;
  /** Words for the message, by name: `{ "action": "s3:GetObjekt" }`. */
  readonly details: Readonly<Record<string, string>>;
  /** What was probably meant. */
  readonly suggestion: string | null;
};
