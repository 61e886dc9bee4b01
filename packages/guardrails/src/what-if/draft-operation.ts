import type { PolicyType } from "../organization.ts";

/** One step of a draft, applied in order. A new policy's id begins with `draft-`. */
export type DraftOperation =
  | {
      readonly kind: "put-policy";
      readonly policyId: string;
      readonly name: string;
      readonly type: PolicyType;
      readonly content: string;
    }
  | { readonly kind: "remove-policy"; readonly policyId: string }
  | { readonly kind: "attach" | "detach"; readonly policyId: string; readonly targetId: string }
  | { readonly kind: "move"; readonly nodeId: string; readonly parentId: string }
  | { readonly kind: "set-policy-type"; readonly type: PolicyType; readonly status: "ENABLED" | "DISABLED" };

/** What AWS would refuse, or what the draft speaks of and the organisation does not have (any more). */
export type DraftProblem = {
  /** Index of the operation. */
  readonly operation: number;
  readonly code:
    | "policy-missing"
    | "target-missing"
    | "node-missing"
    | "already-attached"
    | "not-attached"
    /** Nobody knows what the policy is attached to. */
    | "targets-unread"
    | "last-policy"
    | "too-many-attached"
    | "policy-too-large"
    | "policy-invalid"
    | "aws-managed"
    | "type-not-enabled"
    | "circle"
    | "too-deep";
  readonly detail: string;
};
