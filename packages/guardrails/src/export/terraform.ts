import type { ChangePlan, PlannedPolicy } from "./change-plan.ts";
import { manualSteps } from "./manual-steps.ts";
import { jsonText, policyValue, resourceName } from "./policy-value.ts";

/**
 * Terraform (HCL) of a draft: `aws_organizations_policy`, one `aws_organizations_policy_attachment` per target, and
 * import blocks (Terraform 1.5) for what exists already.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy
 */
export function terraformOf(plan: ChangePlan): string {
  const taken = new Set<string>();
  const blocks = plan.policies.map((policy) => policyBlocks(policy, resourceName(policy.name, taken, "snake"), taken));
  const attachments = plan.attach.map(({ policyId, targetId }) =>
    attachmentBlock(resourceName(`${policyId} ${targetId}`, taken, "snake"), hclText(policyId), targetId),
  );
  const steps = manualSteps(plan, true);
  return [
    "# Written by Sekinin from a draft. Apply it in the management account (or the delegated administrator's).",
    ...(steps.length === 0
      ? []
      : ["# By hand, after it is applied (attach the new before you detach the old):", ...steps]),
    header,
    ...blocks,
    ...attachments,
  ].join("\n");
}

const header = `terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}
`;

function policyBlocks(policy: PlannedPolicy, label: string, taken: Set<string>): string {
  const address = `aws_organizations_policy.${label}`;
  const today = new Set(policy.attachedToday);
  const attachments = policy.targetIds.flatMap((target) => {
    const name = resourceName(`${label} ${target}`, taken, "snake");
    const block = attachmentBlock(name, `${address}.id`, target);
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy_attachment#import
    return today.has(target)
      ? [importBlock(`aws_organizations_policy_attachment.${name}`, `${target}:${policy.id}`), block]
      : [block];
  });
  return [
    ...(policy.exists ? [importBlock(address, policy.id)] : []),
    `resource "aws_organizations_policy" "${label}" {
  name    = ${hclText(policy.name)}
  type    = ${hclText(policy.type)}
  content = ${contentOf(policy.content)}
}
`,
    ...attachments,
  ].join("\n");
}

function importBlock(to: string, id: string): string {
  return `import {
  to = ${to}
  id = ${hclText(id)}
}
`;
}

function attachmentBlock(label: string, policyId: string, targetId: string): string {
  return `resource "aws_organizations_policy_attachment" "${label}" {
  policy_id = ${policyId}
  target_id = ${hclText(targetId)}
}
`;
}

/** `jsonencode` writes it without blank space, which counts against the quota where a tool creates the policy. */
function contentOf(text: string): string {
  const value = policyValue(text);
  if (value === null) return hclText(text);
  return `jsonencode(${hclEscaped(jsonText(value, 2)).replaceAll("\n", "\n  ")})`;
}

/** A quoted text of HCL: JSON's, save for two escapes that HCL lacks and the signs that begin a template. */
function hclText(text: string): string {
  return hclEscaped(jsonText(text));
}

function hclEscaped(json: string): string {
  return json
    .replace(/\\(.)/g, (escape, letter) => (letter === "b" ? "\\u0008" : letter === "f" ? "\\u000c" : escape))
    .replace(/[$%](?=\{)/g, (sign) => `${sign}${sign}`);
}
