import type { PolicyPlan } from "./policy-plan.ts";
import type { Settings } from "./settings.ts";
import type { PolicyTypeName } from "./types.ts";

/** Policies that settle how services are configured, rather than who may do what. */
export function managementPolicies(settings: Settings): readonly PolicyPlan[] {
  const onRoot = (type: PolicyTypeName, name: string, description: string, content: object): PolicyPlan => ({
    key: name,
    name,
    description,
    type,
    onRoot: true,
    content,
  });
  return [
    onRoot("TAG_POLICY", "cost-tags", "Spelling of the cost centre", {
      tags: { CostCenter: { tag_key: { "@@assign": "CostCenter" } } },
    }),
    onRoot("BACKUP_POLICY", "daily-backup", "Daily backup of what is tagged for it", backupPolicy(settings.homeRegion)),
    onRoot("DECLARATIVE_POLICY_EC2", "ec2-baseline", "Images and snapshots stay private, no serial console", {
      ec2_attributes: {
        serial_console_access: { status: { "@@assign": "disabled" } },
        image_block_public_access: { state: { "@@assign": "block_new_sharing" } },
        snapshot_block_public_access: { state: { "@@assign": "block_all_sharing" } },
      },
    }),
    onRoot("S3_POLICY", "s3-baseline", "Public access blocked in every account", {
      s3_attributes: { public_access_block_configuration: { "@@assign": "all" } },
    }),
    onRoot("AISERVICES_OPT_OUT_POLICY", "ai-opt-out", "Content stays out of the training of AWS's models", {
      services: { default: { opt_out_policy: { "@@assign": "optOut" } } },
    }),
    onRoot("CHATBOT_POLICY", "chat-restrictions", "No chat clients", {
      chatbot: { platforms: { slack: { client: { "@@assign": "disabled" } } } },
    }),
    onRoot("SECURITYHUB_POLICY", "security-hub-everywhere", "Security Hub in every Region", {
      securityhub: {
        enable_in_regions: { "@@assign": ["ALL_SUPPORTED"] },
        disable_in_regions: { "@@assign": [] },
      },
    }),
  ];
}

const backupPolicy = (region: string) => ({
  plans: {
    daily: {
      regions: { "@@assign": [region] },
      rules: {
        daily: {
          schedule_expression: { "@@assign": "cron(0 3 ? * * *)" },
          target_backup_vault_name: { "@@assign": "Default" },
          lifecycle: { delete_after_days: { "@@assign": "35" } },
        },
      },
      selections: {
        tags: {
          tagged: {
            iam_role_arn: { "@@assign": "arn:aws:iam::$account:role/service-role/AWSBackupDefaultServiceRole" },
            tag_key: { "@@assign": "backup" },
            tag_value: { "@@assign": ["daily"] },
          },
        },
      },
    },
  },
});
