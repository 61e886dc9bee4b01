import { describe, expect, test } from "vitest";
import { call } from "../testing/handler-calls.ts";
import { accountsOf, sampleOrganization } from "../testing/sample-organization.ts";
import { handlers } from "./index.ts";

/** Every operation that collectors may call, by signing name. AssumeRole is the wire's. */
const operations = {
  sts: ["GetCallerIdentity"],
  organizations: [
    "DescribeOrganization",
    "ListRoots",
    "ListAccounts",
    "ListOrganizationalUnitsForParent",
    "ListAccountsForParent",
    "ListPolicies",
    "ListTargetsForPolicy",
    "DescribePolicy",
    "ListDelegatedAdministrators",
  ],
  account: ["ListRegions", "GetAlternateContact"],
  ec2: [
    "DescribeRegions",
    "GetEbsEncryptionByDefault",
    "DescribeVpcs",
    "DescribeFlowLogs",
    "DescribeSubnets",
    "DescribeInstances",
    "DescribeSecurityGroups",
    "DescribeManagedPrefixLists",
    "GetManagedPrefixListEntries",
  ],
  s3: ["ListBuckets", "GetBucketPolicy", "GetBucketVersioning", "GetBucketLocation", "GetPublicAccessBlock"],
  rds: ["DescribeDBInstances"],
  lambda: ["ListFunctions", "GetPolicy", "ListFunctionUrlConfigs"],
  iam: [
    "GetAccountSummary",
    "GenerateCredentialReport",
    "GetCredentialReport",
    "GetAccountAuthorizationDetails",
    "ListOrganizationsFeatures",
  ],
  cloudtrail: ["DescribeTrails", "GetTrailStatus", "GetEventSelectors"],
  config: ["DescribeConfigurationRecorders", "DescribeConfigurationRecorderStatus"],
  guardduty: ["ListDetectors", "GetDetector", "ListMembers"],
  kms: ["ListKeys", "ListAliases", "DescribeKey", "GetKeyRotationStatus"],
  backup: ["ListBackupPlans", "ListBackupSelections"],
};

test("serves exactly the operations that collectors may call", () => {
  const served = Object.fromEntries(
    Object.entries(handlers).map(([service, names]) => [service, Object.keys(names).sort()]),
  );
  expect(served).toEqual(
    Object.fromEntries(Object.entries(operations).map(([service, names]) => [service, [...names].sort()])),
  );
});

describe.each([
  { given: "the management account", index: 0 },
  { given: "a member", index: 6 },
])("for $given", ({ index }) => {
  const organization = sampleOrganization();
  const account = accountsOf(organization)[index];
  if (account === undefined) throw new Error("no such account");
  test.each([
    "sts:GetCallerIdentity",
    "organizations:DescribeOrganization",
    "account:ListRegions",
    "ec2:DescribeRegions",
    "ec2:GetEbsEncryptionByDefault",
    "ec2:DescribeVpcs",
    "ec2:DescribeFlowLogs",
    "ec2:DescribeSubnets",
    "ec2:DescribeInstances",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeManagedPrefixLists",
    "s3:ListBuckets",
    "rds:DescribeDBInstances",
    "lambda:ListFunctions",
    "iam:GetAccountSummary",
    "iam:GetAccountAuthorizationDetails",
    "cloudtrail:DescribeTrails",
    "config:DescribeConfigurationRecorders",
    "config:DescribeConfigurationRecorderStatus",
    "guardduty:ListDetectors",
    "kms:ListKeys",
    "kms:ListAliases",
    "backup:ListBackupPlans",
  ] as const)("%s answers, in an unused Region too", (operation) => {
    expect(Object.keys(call({ organization, account }, operation)).length).toBeGreaterThan(0);
    expect(call({ organization, account, region: "sa-east-1" }, operation)).toBeTypeOf("object");
  });

  test("and says nothing of any other account", () => {
    const others = [...organization.accountIds()].filter(
      (id) => id !== account.id && id !== organization.managementAccountId,
    );
    const answers = (
      [
        "ec2:DescribeSecurityGroups",
        "lambda:ListFunctions",
        "iam:GetAccountAuthorizationDetails",
        "kms:ListKeys",
        "s3:ListBuckets",
      ] as const
    )
      .map((operation) => JSON.stringify(call({ organization, account }, operation)))
      .join();
    expect(others.filter((id) => answers.includes(id))).toEqual([]);
  });
});
