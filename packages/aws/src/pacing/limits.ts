/**
 * AWS's published throttles, read on `readOn` from the services' quota pages: Organizations "Quotas and service
 * limits", Account Management "Quotas", IAM and STS "quotas", EC2 "API request throttling", Lambda "quotas", CloudTrail
 * "Quotas", KMS "Request quotas". `perSecond` refills a bucket of `burst`; actions of one row share it.
 * IAM publishes none: the figure is the one of Steampipe's limiters.
 */
export const readOn = "2026-11-24";

/** The part of a published rate that we plan with: others call the same APIs. */
export const plannedShare = 0.8;

export type PublishedLimit = {
  readonly actions: readonly string[];
  readonly perSecond: number;
  readonly burst: number;
  /** `global`: all Regions of the account share the bucket. */
  readonly place: "global" | "region";
};

/** Where no rate is published. AIMD finds the real one; the burst lets a small account's few calls go at once. */
export const unpublishedLimit = { perSecond: 5, burst: 40 } as const;

export const publishedLimits: readonly PublishedLimit[] = [
  { actions: ["organizations:ListAccounts"], perSecond: 8, burst: 12, place: "global" },
  {
    actions: ["organizations:ListAccountsForParent", "organizations:ListOrganizationalUnitsForParent"],
    perSecond: 5,
    burst: 8,
    place: "global",
  },
  {
    actions: ["organizations:ListPolicies", "organizations:ListTargetsForPolicy"],
    perSecond: 5,
    burst: 8,
    place: "global",
  },
  { actions: ["organizations:DescribePolicy"], perSecond: 2, burst: 2, place: "global" },
  { actions: ["organizations:DescribeOrganization"], perSecond: 1, burst: 2, place: "global" },
  { actions: ["organizations:ListRoots"], perSecond: 1, burst: 2, place: "global" },
  { actions: ["organizations:ListDelegatedAdministrators"], perSecond: 5, burst: 8, place: "global" },
  { actions: ["account:ListRegions"], perSecond: 5, burst: 5, place: "global" },
  { actions: ["account:GetAlternateContact"], perSecond: 10, burst: 15, place: "global" },
  { actions: ["sts:AssumeRole", "sts:GetCallerIdentity"], perSecond: 600, burst: 600, place: "region" },
  ...[
    "ec2:DescribeFlowLogs",
    "ec2:DescribeInstances",
    "ec2:DescribeManagedPrefixLists",
    "ec2:DescribeRegions",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ec2:GetEbsEncryptionByDefault",
    "ec2:GetManagedPrefixListEntries",
  ].map((action) => ({ actions: [action], perSecond: 20, burst: 100, place: "region" as const })),
  { actions: ["lambda:GetPolicy"], perSecond: 15, burst: 15, place: "region" },
  { actions: ["lambda:ListFunctions", "lambda:ListFunctionUrlConfigs"], perSecond: 15, burst: 15, place: "region" },
  {
    actions: ["cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus"],
    perSecond: 10,
    burst: 10,
    place: "region",
  },
  { actions: ["kms:DescribeKey"], perSecond: 2_000, burst: 2_000, place: "region" },
  { actions: ["kms:GetKeyRotationStatus"], perSecond: 1_000, burst: 1_000, place: "region" },
  { actions: ["kms:ListAliases"], perSecond: 500, burst: 500, place: "region" },
  { actions: ["kms:ListKeys"], perSecond: 500, burst: 500, place: "region" },
  {
    actions: [
      "iam:GenerateCredentialReport",
      "iam:GetAccountAuthorizationDetails",
      "iam:GetAccountSummary",
      "iam:GetCredentialReport",
      "iam:ListOrganizationsFeatures",
    ],
    perSecond: 15,
    burst: 15,
    place: "global",
  },
];
