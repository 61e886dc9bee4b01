import type { PolicyDocument } from "../policy-document.ts";
import { evaluateLevels, type LevelsRequest, type Outcome } from "./evaluate-levels.ts";

export type { Outcome } from "./evaluate-levels.ts";

/** One call as policies see it. */
export type PolicyRequest = LevelsRequest;

/** The policies of one level, the root's, an OU's or the account's. */
export type PolicyLevel = readonly PolicyDocument[];

/** Whether bare documents let a request through, level by level: see `evaluateLevels`. */
export function evaluateRequest(levels: readonly PolicyLevel[], request: PolicyRequest): Outcome {
  return evaluateLevels(
    levels.map((documents) =>
      documents.map((document) => ({ kind: "policy", policyId: "", document, isCertain: true })),
    ),
    request,
  ).outcome;
}
