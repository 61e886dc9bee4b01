/** Page sizes as AWS's API references give them (read November 2026): items when no limit is asked, and bounds of the limit. */
export type PageSize = {
  readonly whenAbsent: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The service's answer to a token that it did not give. */
  readonly invalidToken: {
    readonly code: string;
    readonly message: string;
    readonly fields?: Record<string, string>;
  };
  /** The service's answer to a limit out of bounds. */
  readonly invalidLimit: string;
};

const organizationsPage: PageSize = {
  whenAbsent: 20,
  minimum: 1,
  maximum: 20,
  invalidToken: {
    code: "InvalidInputException",
    message: "You provided an invalid next token.",
    fields: { Reason: "INVALID_NEXT_TOKEN" },
  },
  invalidLimit: "InvalidInputException",
};
const ec2Page = (minimum: number, maximum: number, whenAbsent = Number.POSITIVE_INFINITY): PageSize => ({
  whenAbsent,
  minimum,
  maximum,
  invalidToken: { code: "InvalidNextToken", message: "The token is invalid." },
  invalidLimit: "InvalidParameterValue",
});
const page = (whenAbsent: number, minimum: number, maximum: number, code: string, message: string): PageSize => ({
  whenAbsent,
  minimum,
  maximum,
  invalidToken: { code, message },
  invalidLimit: code,
});
const kmsPage = (whenAbsent: number, maximum: number): PageSize => ({
  ...page(whenAbsent, 1, maximum, "InvalidMarkerException", "Invalid marker."),
  invalidLimit: "ValidationException",
});

export const pageSizes = {
  "organizations:ListAccounts": organizationsPage,
  "organizations:ListRoots": organizationsPage,
  "organizations:ListOrganizationalUnitsForParent": organizationsPage,
  "organizations:ListAccountsForParent": organizationsPage,
  "organizations:ListPolicies": organizationsPage,
  "organizations:ListTargetsForPolicy": organizationsPage,
  "organizations:ListDelegatedAdministrators": organizationsPage,
  "account:ListRegions": page(50, 1, 50, "ValidationException", "The provided token is not valid."),
  // EC2 answers everything when no limit is asked; the prefix-list calls always page.
  "ec2:DescribeVpcs": ec2Page(5, 1000),
  "ec2:DescribeSubnets": ec2Page(5, 1000),
  "ec2:DescribeInstances": ec2Page(5, 1000),
  "ec2:DescribeSecurityGroups": ec2Page(5, 1000),
  "ec2:DescribeFlowLogs": ec2Page(1, 1000),
  "ec2:DescribeManagedPrefixLists": ec2Page(1, 100, 100),
  "ec2:GetManagedPrefixListEntries": ec2Page(1, 100, 100),
  "s3:ListBuckets": page(10_000, 1, 10_000, "InvalidArgument", "The continuation token provided is incorrect"),
  "rds:DescribeDBInstances": page(100, 20, 100, "InvalidParameterValue", "The marker is invalid."),
  "lambda:ListFunctions": page(50, 1, 50, "InvalidParameterValueException", "Invalid marker."),
  "lambda:ListFunctionUrlConfigs": page(50, 1, 50, "InvalidParameterValueException", "Invalid marker."),
  "iam:GetAccountAuthorizationDetails": page(100, 1, 1000, "ValidationError", "Invalid Marker."),
  "guardduty:ListDetectors": page(50, 1, 50, "BadRequestException", "The request is rejected: invalid nextToken."),
  "guardduty:ListMembers": page(50, 1, 50, "BadRequestException", "The request is rejected: invalid nextToken."),
  "kms:ListKeys": kmsPage(100, 1000),
  "kms:ListAliases": kmsPage(50, 100),
  "backup:ListBackupPlans": page(1000, 1, 1000, "InvalidParameterValueException", "Invalid token."),
  "backup:ListBackupSelections": page(1000, 1, 1000, "InvalidParameterValueException", "Invalid token."),
} as const satisfies Record<string, PageSize>;

/** `service:Operation` of every call that is answered in pages. */
export type PagedOperation = keyof typeof pageSizes;
