/**
 * IAM actions of each collector, by collector. A collector calls nothing that is not in its own list; this file is
 * free of the SDK, so that web and templates can read it.
 */
export const collectorActions = {
  account: ["account:GetAlternateContact", "account:ListRegions"],
  backup: ["backup:ListBackupPlans", "backup:ListBackupSelections"],
  cloudtrail: ["cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus"],
  config: ["config:DescribeConfigurationRecorderStatus", "config:DescribeConfigurationRecorders"],
  ec2: [
    "ec2:DescribeFlowLogs",
    "ec2:DescribeInstances",
    "ec2:DescribeManagedPrefixLists",
    "ec2:DescribeRegions",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ec2:GetEbsEncryptionByDefault",
    "ec2:GetManagedPrefixListEntries",
  ],
  guardduty: ["guardduty:GetDetector", "guardduty:ListDetectors", "guardduty:ListMembers"],
  iam: [
    "iam:GenerateCredentialReport",
    "iam:GetAccountAuthorizationDetails",
    "iam:GetAccountSummary",
    "iam:GetCredentialReport",
  ],
  kms: ["kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:ListAliases", "kms:ListKeys"],
  lambda: ["lambda:GetPolicy", "lambda:ListFunctionUrlConfigs", "lambda:ListFunctions"],
  rds: ["rds:DescribeDBInstances"],
  s3: [
    "s3:GetAccountPublicAccessBlock",
    "s3:GetBucketLocation",
    "s3:GetBucketPolicy",
    "s3:GetBucketVersioning",
    "s3:ListAllMyBuckets",
  ],
} as const satisfies Record<string, readonly string[]>;
export type CollectorName = keyof typeof collectorActions;

/** What the organisation's step calls beside the collectors, with the role of the management or delegated account. */
export const organizationActions = [
  "iam:ListOrganizationsFeatures",
  "organizations:DescribeOrganization",
  "organizations:DescribePolicy",
  "organizations:ListAccounts",
  "organizations:ListAccountsForParent",
  "organizations:ListDelegatedAdministrators",
  "organizations:ListOrganizationalUnitsForParent",
  "organizations:ListPolicies",
  "organizations:ListRoots",
  "organizations:ListTargetsForPolicy",
] as const;

/** AWS answers this one to everybody, whatever the policies say. */
export const identityAction = "sts:GetCallerIdentity";

export type MemberAction = (typeof collectorActions)[CollectorName][number];
export type OrganizationAction = (typeof organizationActions)[number];
/** Every IAM action that a call of ours may need. */
export type AwsAction = MemberAction | OrganizationAction | typeof identityAction | "sts:AssumeRole";

export type RoleKind = "management" | "member";

/** Actions that a role of ours needs, sorted. The management account is read like a member, too. */
export function requiredActions(role: RoleKind): readonly string[] {
  const member: readonly string[] = Object.values(collectorActions).flat();
  return (role === "management" ? [...member, ...organizationActions] : [...member]).toSorted();
}
