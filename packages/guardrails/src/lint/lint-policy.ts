import type { PolicyType } from "../organization.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import type { ParsedPolicy, PolicyProblem } from "../policy-document.ts";
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
  return lintText(
    text,
    judged.has(type) ? parsePolicyDocument(text) : null,
    { type, isAwsManaged: false, policyId: null },
    universe,
  );
}

const judged = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);
/** Codes of a text that is no JSON, whatever language it should be in. */
const noJson = new Set(["too-large", "too-deep", "not-json", "not-an-object", "duplicate-key"]);

/** The same for a policy that is parsed already; null where its language is another one. */
export function lintText(
  text: string,
  parsed: ParsedPolicy | null,
  policy: LintedPolicy,
  universe: ActionUniverse,
): readonly LintProblem[] {
  const found = parsed === null ? foundInOther(text) : foundIn(text.length, parsed, policy, universe);
  return found.map(({ suggestion = null, ...rest }) => ({
    ...rest,
    suggestion,
    policyId: policy.policyId,
    nodeId: null,
    position: null,
  }));
}

const mostCharacters = 40_960;

function foundIn(
  length: number,
  parsed: ParsedPolicy,
  policy: LintedPolicy,
  universe: ActionUniverse,
): readonly Found[] {
  if (parsed.status === "problem") return [syntax(parsed.problem)];
  // What no type of policy can hold is refused for its size, and not worth a longer look.
  if (length > mostCharacters) return [];
  return lintDocument(parsed.document, { policyType: policy.type, isAwsManaged: policy.isAwsManaged }, universe);
}

function foundInOther(text: string): readonly Found[] {
  const parsed = parsePolicyDocument(text);
  return parsed.status === "problem" && noJson.has(parsed.problem.code) ? [syntax(parsed.problem)] : [];
}

function syntax({ code, path }: PolicyProblem): Found {
  return { code: "policy-syntax", severity: "error", path, details: { problem: code, text: "" } };
}
