import type { PagedOperation } from "./page-sizes.ts";

/** Where a paged operation keeps its token and items, for the faults that touch pages. `more` is set to true. */
export type PagedShape = {
  readonly tokenIn: string;
  readonly tokenOut: string;
  readonly items: string;
  readonly more?: string;
};

const nextToken = (items: string): PagedShape => ({ tokenIn: "NextToken", tokenOut: "NextToken", items });
const marker = (items: string, more?: string): PagedShape => ({
  tokenIn: "Marker",
  tokenOut: "NextMarker",
  items,
  ...(more === undefined ? {} : { more }),
});

export const pagedShapes: Readonly<Record<PagedOperation, PagedShape>> = {
  "organizations:ListAccounts": nextToken("Accounts"),
  "organizations:ListRoots": nextToken("Roots"),
  "organizations:ListOrganizationalUnitsForParent": nextToken("OrganizationalUnits"),
  "organizations:ListAccountsForParent": nextToken("Accounts"),
  "organizations:ListPolicies": nextToken("Policies"),
  "organizations:ListTargetsForPolicy": nextToken("Targets"),
  "organizations:ListDelegatedAdministrators": nextToken("DelegatedAdministrators"),
  "account:ListRegions": nextToken("Regions"),
  "ec2:DescribeVpcs": nextToken("Vpcs"),
  "ec2:DescribeSubnets": nextToken("Subnets"),
  "ec2:DescribeInstances": nextToken("Reservations"),
  "ec2:DescribeSecurityGroups": nextToken("SecurityGroups"),
  "ec2:DescribeFlowLogs": nextToken("FlowLogs"),
  "ec2:DescribeManagedPrefixLists": nextToken("PrefixLists"),
  "ec2:GetManagedPrefixListEntries": nextToken("Entries"),
  "s3:ListBuckets": { tokenIn: "ContinuationToken", tokenOut: "ContinuationToken", items: "Buckets" },
  "rds:DescribeDBInstances": { tokenIn: "Marker", tokenOut: "Marker", items: "DBInstances" },
  "lambda:ListFunctions": marker("Functions"),
  "lambda:ListFunctionUrlConfigs": marker("FunctionUrlConfigs"),
  "iam:GetAccountAuthorizationDetails": {
    tokenIn: "Marker",
    tokenOut: "Marker",
    items: "RoleDetailList",
    more: "IsTruncated",
  },
  "guardduty:ListDetectors": nextToken("DetectorIds"),
  "guardduty:ListMembers": nextToken("Members"),
  "kms:ListKeys": marker("Keys", "Truncated"),
  "kms:ListAliases": marker("Aliases", "Truncated"),
  "backup:ListBackupPlans": nextToken("BackupPlansList"),
  "backup:ListBackupSelections": nextToken("BackupSelectionsList"),
};

export function pagedShapeOf(service: string, operation: string): PagedShape | undefined {
  const key = `${service}:${operation}`;
  return Object.hasOwn(pagedShapes, key) ? pagedShapes[key as PagedOperation] : undefined;
}
