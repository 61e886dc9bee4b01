import type { Settings } from "./settings.ts";
import type { PolicyTypeName } from "./types.ts";

export type PolicyPlan = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly type: PolicyTypeName;
  /** OUs name the keys of their policies; this adds the root. */
  readonly onRoot?: boolean;
  /** An object, or the text itself where it must be no JSON. */
  readonly content: object | string;
};

const platformRoles = {
  ArnNotLike: {
    "aws:PrincipalArn": ["arn:aws:iam::*:role/AWSControlTowerExecution", "arn:aws:iam::*:role/platform/*"],
  },
};
const document = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });

const globalServices = [
  "account:*",
  "aws-portal:*",
  "budgets:*",
  "ce:*",
  "cloudfront:*",
  "globalaccelerator:*",
  "health:*",
  "iam:*",
  "organizations:*",
  "route53:*",
  "s3:GetAccountPublic*",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublic*",
  "shield:*",
  "sts:*",
  "support:*",
  "waf:*",
];

/** The policies that an organisation wrote for itself. All but FullAWSAccess and its like. */
export function planPolicies(settings: Settings): readonly PolicyPlan[] {
  return [...serviceControlPolicies(settings), ...otherPolicies(settings)];
}

function serviceControlPolicies(settings: Settings): readonly PolicyPlan[] {
  const scp = (key: string, description: string, content: object): PolicyPlan => ({
    key,
    name: key,
    description,
    type: "SERVICE_CONTROL_POLICY",
    content,
  });
  return [
    scp("region-guardrail", "Denies work outside the approved Regions", document(regionDenial(settings))),
    scp("protect-logging", "Keeps CloudTrail, GuardDuty and Config running", document(...loggingDenials)),
    scp(
      "deny-leave-organization",
      "Accounts may not leave",
      document({
        Sid: "DenyLeave",
        Effect: "Deny",
        Action: "organizations:LeaveOrganization",
        Resource: "*",
      }),
    ),
    scp(
      "deny-root-user",
      "Nobody works as root",
      document({
        Sid: "DenyRoot",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
      }),
    ),
    scp("protect-data", "Public access block and keys stay as they are", document(...dataDenials)),
    scp("sandbox-limits", "No purchases, no large machines", document(...sandboxDenials)),
    scp(
      "suspended-lockdown",
      "Nothing runs in suspended accounts",
      document({
        Sid: "DenyAll",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
      }),
    ),
    scp(
      "unused-experiment",
      "Tried once, attached nowhere",
      document({ Effect: "Deny", Action: "sagemaker:*", Resource: "*" }),
    ),
  ];
}

const regionDenial = (settings: Settings) => ({
  Sid: "DenyOutsideApprovedRegions",
  Effect: "Deny",
  NotAction: globalServices,
  Resource: "*",
  Condition: { StringNotEquals: { "aws:RequestedRegion": settings.usedRegions }, ...platformRoles },
});

const loggingDenials = [
  {
    Sid: "ProtectCloudTrail",
    Effect: "Deny",
    Action: [
      "cloudtrail:StopLogging",
      "cloudtrail:DeleteTrail",
      "cloudtrail:UpdateTrail",
      "cloudtrail:PutEventSelectors",
    ],
    Resource: "*",
    Condition: platformRoles,
  },
  {
    Sid: "ProtectGuardDuty",
    Effect: "Deny",
    Action: [
      "guardduty:DeleteDetector",
      "guardduty:UpdateDetector",
      "guardduty:DisassociateFromAdministratorAccount",
      "guardduty:DisassociateFromMasterAccount",
    ],
    Resource: "*",
  },
  {
    Sid: "ProtectConfig",
    Effect: "Deny",
    Action: ["config:StopConfigurationRecorder", "config:DeleteConfigurationRecorder", "config:DeleteDeliveryChannel"],
    Resource: "*",
    Condition: platformRoles,
  },
];

const dataDenials = [
  { Sid: "KeepPublicAccessBlock", Effect: "Deny", Action: "s3:PutAccountPublicAccessBlock", Resource: "*" },
  {
    Sid: "KeepKeys",
    Effect: "Deny",
    Action: ["kms:ScheduleKeyDeletion", "kms:DisableKeyRotation"],
    Resource: "*",
    Condition: platformRoles,
  },
  { Sid: "KeepEncryption", Effect: "Deny", Action: "ec2:DisableEbsEncryptionByDefault", Resource: "*" },
];

const sandboxDenials = [
  {
    Sid: "NoPurchases",
    Effect: "Deny",
    Action: [
      "ec2:PurchaseReservedInstancesOffering",
      "savingsplans:CreateSavingsPlan",
      "rds:PurchaseReservedDBInstancesOffering",
    ],
    Resource: "*",
  },
  {
    Sid: "SmallMachines",
    Effect: "Deny",
    Action: "ec2:RunInstances",
    Resource: "arn:aws:ec2:*:*:instance/*",
    Condition: { StringNotLike: { "ec2:InstanceType": ["t3.*", "t4g.*"] } },
  },
];

function otherPolicies(settings: Settings): readonly PolicyPlan[] {
  return [
    {
      key: "organization-data-only",
      name: "organization-data-only",
      description: "Buckets and keys answer only to the organisation",
      type: "RESOURCE_CONTROL_POLICY",
      onRoot: true,
      content: document({
        Sid: "OrganizationOnly",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*", "kms:*", "sts:AssumeRole"],
        Resource: "*",
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": settings.organizationId },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      }),
    },
    {
      key: "cost-tags",
      name: "cost-tags",
      description: "Spelling of the cost centre",
      type: "TAG_POLICY",
      onRoot: true,
      content: { tags: { CostCenter: { tag_key: { "@@assign": "CostCenter" } } } },
    },
    {
      key: "daily-backup",
      name: "daily-backup",
      description: "Daily backup of what is tagged for it",
      type: "BACKUP_POLICY",
      onRoot: true,
      content: backupPolicy(settings.homeRegion),
    },
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
