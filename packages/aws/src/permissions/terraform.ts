import type { TemplateOptions } from "./cloudformation.ts";
import { defaultRoleNames, type RoleDocument, roleDocument } from "./role-document.ts";

/**
 * Terraform module (HCL) of the roles for one account: `management = true` for the management or delegated account,
 * false for members. The policies are JSON, so they read the same as in the other forms.
 */
export function terraformModule(options: TemplateOptions): string {
  const { managementRoleName = defaultRoleNames.management, memberRoleName = defaultRoleNames.member } = options;
  const management = roleDocument("management", options, managementRoleName);
  const member = roleDocument("member", options, memberRoleName);
  const oneRole = managementRoleName === memberRoleName;
  const memberCount = oneRole ? "var.management ? 0 : 1" : "1";
  return [
    header,
    roleBlock("management", management, "var.management ? 1 : 0"),
    roleBlock("member", member, memberCount),
    outputs,
  ].join("\n");
}

const header = `# Sekinin: read-only roles. They read settings, no data, and change nothing.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "management" {
  description = "True in the management or delegated administrator account."
  type        = bool
  default     = false
}
`;

const outputs = `output "management_role_arn" {
  value = one(aws_iam_role.management[*].arn)
}

output "member_role_arn" {
  value = one(aws_iam_role.member[*].arn)
}
`;

function roleBlock(label: "management" | "member", document: RoleDocument, count: string): string {
  return `resource "aws_iam_role" "${label}" {
  count                = ${count}
  name                 = ${hclText(document.roleName)}
  description          = "Sekinin reads settings with this role. It reads no data and changes nothing."
  max_session_duration = 3600
  assume_role_policy   = ${heredoc(document.trustPolicy)}
}

resource "aws_iam_role_policy" "${label}" {
  count  = ${count}
  name   = "sekinin-read"
  role   = aws_iam_role.${label}[0].id
  policy = ${heredoc(document.permissionsPolicy)}
}
`;
}

// Terraform reads `${` and `%{` as templates in heredocs and in quoted texts alike; neither is in IAM's grammars.
function heredoc(policy: object): string {
  return `<<-POLICY
${JSON.stringify(policy, null, 2).replace(/^/gm, "    ")}
  POLICY`;
}

function hclText(text: string): string {
  return JSON.stringify(text);
}
