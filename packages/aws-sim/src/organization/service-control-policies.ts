import { exemptionWeek } from "./policy-history.ts";
import type { PolicyPlan } from "./policy-plan.ts";
import type { Settings } from "./settings.ts";

/** Roles that landing zones exempt from every guardrail; administrators of accounts can make the second and the third. */
const landingZoneRoles = [
  "arn:aws:iam::*:role/AWSControlTowerExecution",
  "arn:aws:iam::*:role/stacksets-exec-*",
  "arn:aws:iam::*:role/platform/*",
];
const breakGlass = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_BreakGlass_*";
const platformRoles = { ArnNotLike: { "aws:PrincipalArn": landingZoneRoles } };

const statements = (...given: readonly object[]) => ({ Version: "2012-10-17", Statement: given });
const deny = (Sid: string, Action: string | readonly string[], rest: object = {}) => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  ...rest,
});

/** Service control policies as organisations write them: shared exemption lists, and the mistakes that creep in. */
export function serviceControlPolicies(settings: Settings): readonly PolicyPlan[] {
  const scp = (key: string, description: string, content: object, sinceWeek = 0): PolicyPlan => ({
    key,
    name: key,
    description,
    type: "SERVICE_CONTROL_POLICY",
    content,
    sinceWeek,
  });
  return [
    scp("region-guardrail", "Denies work outside the approved Regions", statements(regionDenial(settings))),
    // Copied before a migration and never taken away.
    scp("region-guardrail-old", "Copy from before the migration", statements(regionDenial(settings))),
    scp("protect-logging", "Keeps CloudTrail and Config running", statements(...loggingDenials)),
    scp(
      "protect-security-services",
      "Keeps GuardDuty, Security Hub, Macie and Access Analyzer on",
      statements(...securityDenials(settings)),
    ),
    scp(
      "deny-leave-organization",
      "Accounts may not leave",
      statements(deny("DenyLeave", "organizations:LeaveOrganization")),
    ),
    scp("deny-root-user", "Nobody works as root", statements(rootDenial)),
    scp("protect-data", "Public access block and keys stay as they are", statements(...dataDenials)),
    scp("protect-identity", "Landing-zone roles and identity providers stay", statements(...identityDenials)),
    scp("sandbox-limits", "No purchases, no large machines", statements(...sandboxDenials)),
    scp("require-imdsv2", "Instances start with IMDSv2", statements(...metadataDenials), 11),
    scp("suspended-lockdown", "Nothing runs in suspended accounts", statements(deny("DenyAll", "*"))),
    scp(
      "unused-experiment",
      "Tried once, attached nowhere",
      statements({ Effect: "Deny", Action: "sagemaker:*", Resource: "*" }),
    ),
  ];
}

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

const regionDenial = (settings: Settings) => ({
  Sid: "DenyOutsideApprovedRegions",
  Effect: "Deny",
  NotAction: globalServices,
  Resource: "*",
  Condition: { StringNotEquals: { "aws:RequestedRegion": settings.usedRegions }, ...platformRoles },
});

const rootDenial = deny("DenyRoot", "*", {
  Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
});

const loggingDenials = [
  deny(
    "ProtectCloudTrail",
    ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"],
    { Condition: platformRoles },
  ),
  deny(
    "ProtectConfig",
    [
      "config:StopConfigurationRecorder",
      "config:DeleteConfigurationRecorder",
      "config:DeleteDeliveryChannel",
      // No such action: the one that is meant is PutConfigurationRecorder.
      "config:PutConfigRecorder",
    ],
    { Condition: platformRoles },
  ),
  deny("ProtectFlowLogs", "ec2:DeleteFlowLogs", { Condition: platformRoles }),
];

const securityDenials = ({ week }: Settings) => {
  const roles = [...landingZoneRoles, breakGlass];
  const exempt = week < exemptionWeek ? roles : [...roles, "arn:aws:iam::*:role/SecurityAutomation*"];
  return [
    deny(
      "ProtectGuardDuty",
      [
        "guardduty:DeleteDetector",
        "guardduty:UpdateDetector",
        "guardduty:DisassociateFrom*",
        "guardduty:DisassociateMembers",
        "guardduty:DeleteMembers",
        "guardduty:StopMonitoringMembers",
      ],
      { Condition: { ArnNotLike: { "aws:PrincipalArn": exempt } } },
    ),
    deny("ProtectSecurityHub", ["securityhub:DisableSecurityHub*", "securityhub:Disassociate*"], {
      Condition: { ArnNotLike: { "aws:PrincipalArn": exempt } },
    }),
    deny("ProtectMacie", ["macie2:DisableMacie", "macie2:UpdateMacieSession", "macie2:DisassociateFrom*"], {
      Condition: { StringNotEquals: { "aws:PrincipalTag/team": "security" } },
    }),
    deny("ProtectAccessAnalyzer", "access-analyzer:DeleteAnalyzer"),
  ];
};

const dataDenials = [
  deny("KeepPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
  deny("KeepKeys", ["kms:ScheduleKeyDeletion", "kms:DisableKeyRotation"], { Condition: platformRoles }),
  deny("KeepEncryption", "ec2:DisableEbsEncryptionByDefault"),
  // PutBucketPolicy never carries this key: the statement stops nothing.
  deny("NoPublicPolicies", "s3:PutBucketPolicy", { Condition: { StringEquals: { "s3:x-amz-acl": "public-read" } } }),
  deny("NoPublicAcls", ["s3:PutBucketAcl", "s3:PutObjectAcl"], {
    Condition: { StringEquals: { "s3:x-amz-acl": ["public-read", "public-read-write", "authenticated-read"] } },
  }),
];

const identityDenials = [
  {
    ...deny("ProtectLandingZoneRoles", [
      "iam:AttachRolePolicy",
      "iam:DeleteRole",
      "iam:DetachRolePolicy",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ]),
    Resource: ["arn:aws:iam::*:role/AWSControlTowerExecution", "arn:aws:iam::*:role/stacksets-exec-*"],
    Condition: platformRoles,
  },
  deny("NoUsers", ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"], {
    Condition: { ArnNotLike: { "aws:PrincipalArn": [...landingZoneRoles, breakGlass] } },
  }),
  deny("MfaForDeletion", ["s3:DeleteBucket", "rds:DeleteDBInstance", "ec2:TerminateInstances"], {
    Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, ...platformRoles },
  }),
];

const sandboxDenials = [
  deny("NoPurchases", [
    "ec2:PurchaseReservedInstancesOffering",
    "savingsplans:CreateSavingsPlan",
    "rds:PurchaseReservedDBInstancesOffering",
  ]),
  {
    ...deny("SmallMachines", "ec2:RunInstances"),
    Resource: "arn:aws:ec2:*:*:instance/*",
    Condition: { StringNotLike: { "ec2:InstanceType": ["t3.*", "t4g.*"] } },
  },
];

const metadataDenials = [
  {
    ...deny("TokensRequired", "ec2:RunInstances"),
    Resource: "arn:aws:ec2:*:*:instance/*",
    Condition: { StringNotEquals: { "ec2:MetadataHttpTokens": "required" } },
  },
  deny("KeepMetadataOptions", "ec2:ModifyInstanceMetadataOptions", { Condition: platformRoles }),
];
