import type { SimulatedRole } from "../wire/handler.ts";
import type { CrawlerRoles } from "./types.ts";

/** Account of the installation that customers trust, when an organisation names no other principal. */
export const installationAccountId = "999999999999";

/** IAM actions behind the operations that the simulator serves to a member's role. */
const memberActions: readonly string[] = [
  "account:GetAlternateContact",
  "account:ListRegions",
  "backup:ListBackupPlans",
  "backup:ListBackupSelections",
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetEventSelectors",
  "cloudtrail:GetTrailStatus",
  "config:DescribeConfigurationRecorderStatus",
  "config:DescribeConfigurationRecorders",
  "ec2:DescribeFlowLogs",
  "ec2:DescribeInstances",
  "ec2:DescribeManagedPrefixLists",
  "ec2:DescribeRegions",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
  "ec2:GetEbsEncryptionByDefault",
  "ec2:GetManagedPrefixListEntries",
  "guardduty:GetDetector",
  "guardduty:ListDetectors",
  "guardduty:ListMembers",
  "iam:GenerateCredentialReport",
  "iam:GetAccountAuthorizationDetails",
  "iam:GetAccountSummary",
  "iam:GetCredentialReport",
  "kms:DescribeKey",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListKeys",
  "lambda:GetPolicy",
  "lambda:ListFunctionUrlConfigs",
  "lambda:ListFunctions",
  "rds:DescribeDBInstances",
  "s3:GetAccountPublicAccessBlock",
  "s3:GetBucketLocation",
  "s3:GetBucketPolicy",
  "s3:GetBucketVersioning",
  "s3:ListAllMyBuckets",
];

const managementActions: readonly string[] = [
  ...memberActions,
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
];

/** What a careful template denies whatever else allows it. */
const dataReads: readonly string[] = [
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "lambda:GetFunction",
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter*",
];

/** The roles of one account: members have one, the management account both. */
export function crawlerRoles(roles: CrawlerRoles, isManagementAccount: boolean): readonly SimulatedRole[] {
  const role = (name: string, actions: readonly string[]): SimulatedRole => ({
    name,
    trustedPrincipals: [roles.trustedPrincipalArn ?? installationAccountId],
    externalId: roles.externalId,
    actions,
    deny: dataReads,
  });
  const member = role(roles.memberRoleName, memberActions);
  if (!isManagementAccount) return [member];
  const management = role(roles.managementRoleName, managementActions);
  // One role may do both where the customer gave it one name.
  return roles.managementRoleName === roles.memberRoleName ? [management] : [management, member];
}
