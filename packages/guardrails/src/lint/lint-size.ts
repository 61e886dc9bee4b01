import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import type { PolicyType } from "../organization.ts";
import { quotaUse } from "../policy-types/quota-use.ts";
import { policyQuota } from "../policy-types/quotas.ts";
import { minifiedLength } from "../suggest/minify.ts";
import type { Found } from "./found-problem.ts";
import type { LintProblem } from "./lint-problem.ts";
import { problemOf } from "./organization-problem.ts";

const nearShare = 0.9;

/**
 * Whether a text fits the newest quota of its type. Every character counts; the console leaves blank space out when it
 * stores a policy, other tools do not, so that a text that would fit without it is a warning only.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function lintSize(text: string, type: PolicyType, day?: string): readonly Found[] {
  const quota = policyQuota(type, day);
  if (quota === null) return [];
  const minified = minifiedLength(text);
  const details = { size: String(text.length), minified: String(minified), limit: String(quota.characters), type };
  if (text.length > quota.characters) {
    const severity = minified > quota.characters ? "error" : "warning";
    return [{ code: "policy-too-large", severity, path: "", details }];
  }
  if (text.length <= quota.characters * nearShare) return [];
  return [{ code: "near-quota", severity: "note", path: "", details: { what: "size", ...details } }];
}

/** Nodes that hold as many policies of a type as AWS allows, or more, and organisations that do. */
export function lintQuotas({ reading }: CompiledOrganization, day?: string): readonly LintProblem[] {
  return quotaUse(reading, day).flatMap(({ type, quota, attachments, policies }): readonly LintProblem[] => {
    if (quota === null) return [];
    const limit = String(quota.attachments);
    const nodes = attachments
      .filter((node) => node.policies >= quota.attachments)
      .map(({ nodeId, policies: count }) =>
        count > quota.attachments
          ? problemOf("too-many-attached", "error", { count: String(count), limit, type }, { nodeId })
          : problemOf("near-quota", "note", { what: "attachments", size: String(count), limit, type }, { nodeId }),
      );
    if (policies <= quota.policies * nearShare) return nodes;
    const details = { what: "policies", size: String(policies), limit: String(quota.policies), type };
    return [...nodes, problemOf("near-quota", "note", details, { nodeId: reading.root.id })];
  });
}
