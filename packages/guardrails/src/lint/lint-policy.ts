import type { PolicyType } from "../organization.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import type { ParsedPolicy } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import type { Found } from "./found-problem.ts";
import { lintDocument } from "./lint-document.ts";
import type { LintProblem } from "./lint-problem.ts";

/** Whose policy it is, where it is an organisation's. */
export type LintedPolicy = {
  readonly type: PolicyType;
  readonly isAwsManaged: boolean;
  readonly policyId: string | null;
};

/**
 * What an editor says of a policy while it is written, in the order of the text. Types with another language than SCPs
 * and RCPs are looked at for their JSON only. Never throws.
 */
export function lintPolicy(text: string, type: PolicyType, universe: ActionUniverse): readonly LintProblem[] {
  return lintText(text, parsePolicyDocument(text), { type, isAwsManaged: false, policyId: null }, universe);
}

const judged = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);
/** Codes of a text that is no JSON, whatever language it should be in. */
const noJson = new Set(["too-large", "too-deep", "not-json", "not-an-object", "duplicate-key"]);

/** The same for a policy that is parsed already. */
export function lintText(
  _text: string,
  parsed: ParsedPolicy,
  policy: LintedPolicy,
  universe: ActionUniverse,
): readonly LintProblem[] {
  return foundIn(parsed, policy, universe).map(({ suggestion = null, ...found }) => ({
    ...found,
    suggestion,
    policyId: policy.policyId,
    nodeId: null,
    position: null,
  }));
}

function foundIn(parsed: ParsedPolicy, policy: LintedPolicy, universe: ActionUniverse): readonly Found[] {
  if (parsed.status === "problem") {
    const { code, path } = parsed.problem;
    if (!judged.has(policy.type) && !noJson.has(code)) return [];
    return [{ code: "policy-syntax", severity: "error", path, details: { problem: code, text: "" } }];
  }
  if (!judged.has(policy.type)) return [];
  return lintDocument(parsed.document, { policyType: policy.type, isAwsManaged: policy.isAwsManaged }, universe);
}
