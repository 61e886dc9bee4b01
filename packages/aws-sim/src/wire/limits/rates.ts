import type { ServiceKey } from "../service/clients.ts";

/**
 * One token bucket: `perSecond` refills, `burst` is its size. `operations` share the bucket; `each` gives every
 * operation its own; "others" is every operation that no other rate of the service names.
 */
export type Rate = {
  readonly scope: "account" | "account-region" | "organization";
  readonly operations: readonly string[] | "others";
  readonly each?: true;
  readonly perSecond: number;
  readonly burst: number;
  readonly basis: "published" | "guess";
};

/** When the tables were read. */
export const ratesReadOn = "2026-11-24";

const organizations = (operations: readonly string[], account: [number, number], whole?: [number, number]): Rate[] => [
  { scope: "account", operations, perSecond: account[0], burst: account[1], basis: "published" },
  ...(whole === undefined
    ? []
    : [
        {
          scope: "organization",
          operations,
          perSecond: whole[0],
          burst: whole[1],
          basis: "published",
        } as const,
      ]),
];

/**
 * Organizations: "Quotas and service limits for AWS Organizations". STS, KMS, Lambda, CloudTrail, Account Management:
 * each service's quotas page. EC2: "Request throttling for the Amazon EC2 API". IAM: public limiters of Steampipe.
 * S3, RDS, Config, GuardDuty, Backup publish none: the figures are guesses and marked so.
 */
export const rates: Readonly<Record<ServiceKey, readonly Rate[]>> = {
  sts: [{ scope: "account-region", operations: "others", perSecond: 600, burst: 600, basis: "published" }],
  organizations: [
    ...organizations(["ListAccounts"], [8, 12], [9, 15]),
    ...organizations(["ListParents", "ListAccountsForParent", "ListOrganizationalUnitsForParent"], [5, 8], [6, 10]),
    ...organizations(["ListPolicies", "ListPoliciesForTarget", "ListTargetsForPolicy"], [5, 8], [6, 10]),
    ...organizations(["DescribePolicy"], [2, 2], [2, 3]),
    ...organizations(["DescribeOrganization"], [1, 2]),
    ...organizations(["ListRoots"], [1, 2], [1, 3]),
    ...organizations(["ListDelegatedAdministrators"], [5, 8], [6, 10]),
  ],
  account: [
    { scope: "account", operations: ["ListRegions"], perSecond: 5, burst: 5, basis: "published" },
    { scope: "account", operations: ["GetAlternateContact"], perSecond: 10, burst: 15, basis: "published" },
  ],
  ec2: [{ scope: "account-region", operations: "others", each: true, perSecond: 20, burst: 100, basis: "published" }],
  lambda: [
    { scope: "account-region", operations: ["GetPolicy"], perSecond: 15, burst: 15, basis: "published" },
    { scope: "account-region", operations: "others", perSecond: 15, burst: 15, basis: "published" },
  ],
  iam: [{ scope: "account", operations: "others", each: true, perSecond: 15, burst: 15, basis: "guess" }],
  cloudtrail: [{ scope: "account-region", operations: "others", perSecond: 10, burst: 10, basis: "published" }],
  kms: [
    { scope: "account-region", operations: ["DescribeKey"], perSecond: 2000, burst: 2000, basis: "published" },
    { scope: "account-region", operations: ["GetKeyRotationStatus"], perSecond: 1000, burst: 1000, basis: "published" },
    { scope: "account-region", operations: "others", each: true, perSecond: 500, burst: 500, basis: "published" },
  ],
  s3: [{ scope: "account", operations: "others", each: true, perSecond: 100, burst: 200, basis: "guess" }],
  s3control: [{ scope: "account", operations: "others", each: true, perSecond: 10, burst: 20, basis: "guess" }],
  rds: [{ scope: "account-region", operations: "others", each: true, perSecond: 10, burst: 20, basis: "guess" }],
  config: [{ scope: "account-region", operations: "others", each: true, perSecond: 10, burst: 20, basis: "guess" }],
  guardduty: [{ scope: "account-region", operations: "others", each: true, perSecond: 10, burst: 20, basis: "guess" }],
  backup: [{ scope: "account-region", operations: "others", each: true, perSecond: 10, burst: 20, basis: "guess" }],
};

/** EC2's smaller bucket for lists that are asked for without a filter, an id or a page size. */
export const unboundedEc2Lists: { readonly operations: ReadonlySet<string>; readonly rate: Rate } = {
  operations: new Set(["DescribeInstances", "DescribeSecurityGroups"]),
  rate: { scope: "account-region", operations: "others", each: true, perSecond: 10, burst: 50, basis: "published" },
};
