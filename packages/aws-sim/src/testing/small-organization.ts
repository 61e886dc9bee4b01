import type { Handlers, SimulatedRole, WireAccount, WireOrganization } from "../wire/handler.ts";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";

/** An organisation for the wire's own tests: three accounts, one role, a handful of handlers. */
export const managementId = "111111111111";
export const memberId = "222222222222";
export const suspendedId = "333333333333";
export const externalId = "external-id-of-the-test";
export const roleName = "SekininReadOnly";

export const testRole: SimulatedRole = {
  name: roleName,
  trustedPrincipals: ["arn:aws:iam::999999999999:role/sekinin"],
  externalId,
  actions: [
    "organizations:*",
    "account:*",
    "ec2:Describe*",
    "s3:*",
    "rds:*",
    "lambda:*",
    "iam:*",
    "kms:*",
    "guardduty:*",
  ],
  deny: ["lambda:GetFunction*", "s3:GetObject*"],
};

const trustedByNobody: SimulatedRole = { ...testRole, name: "OtherVendor", trustedPrincipals: ["444444444444"] };
const openRole: SimulatedRole = { ...testRole, name: "AnyExternalId", externalId: null, maxSessionSeconds: 7200 };
const regions = new Set(["us-east-1", "eu-west-1"]);

const account = (id: string, state: WireAccount["state"] = "ACTIVE"): WireAccount => ({
  id,
  state,
  roles: [testRole, trustedByNobody, openRole],
  enabledRegions: regions,
});

const accounts = [account(managementId), account(memberId), account(suspendedId, "SUSPENDED")];

export const smallOrganization: WireOrganization = {
  id: "o-small00000",
  managementAccountId: managementId,
  account: (id) => accounts.find((each) => each.id === id),
  accountIds: () => accounts.map(({ id }) => id),
  planted: () => [
    { accountId: memberId, controlId: "planted", region: null, resource: null, verdict: "fail", reason: "because" },
  ],
};

/** A name with all that XML and JSON must escape. */
export const hostileName = "<b>&\"'\u0001\u202eé責\r\n";
const joined = new Date("2026-01-02T03:04:05.000Z");
const numbers = Array.from({ length: 45 }, (_, index) => index);

export const smallHandlers: Handlers = {
  organizations: {
    DescribeOrganization: ({ organization }) => ({ Organization: { Id: organization.id } }),
    ListAccounts: (_, input) => {
      const { items, nextToken } = paginate({
        operation: "organizations:ListAccounts",
        owner: "all",
        items: numbers,
        token: input.NextToken,
        limit: input.MaxResults,
      });
      return {
        Accounts: items.map((n) => ({ Id: String(n).padStart(12, "0"), Name: hostileName, JoinedTimestamp: joined })),
        NextToken: nextToken,
      };
    },
    DescribePolicy: () => {
      throw new SimulatedError("PolicyNotFoundException", 400, "You specified a policy that doesn't exist.");
    },
    ListRoots: () => {
      throw new SimulatedError("InvalidInputException", 400, "Bad input.", { Reason: "INVALID_NEXT_TOKEN" });
    },
  },
  account: { ListRegions: () => ({ Regions: [{ RegionName: "eu-west-1", RegionOptStatus: "ENABLED" }] }) },
  ec2: {
    DescribeVpcs: (_, input) => ({
      Vpcs: [{ VpcId: "vpc-1", Tags: [{ Key: "filter", Value: JSON.stringify(input) }] }],
    }),
    DescribeSubnets: () => {
      throw new SimulatedError("InvalidSubnetID.NotFound", 400, "The subnet ID 'subnet-1' does not exist");
    },
    DescribeInstances: () => ({ Reservations: [] }),
  },
  s3: {
    ListBuckets: () => ({
      Buckets: [{ Name: "logs", CreationDate: joined, BucketRegion: "eu-west-1" }],
      Owner: { ID: "me" },
    }),
    GetBucketPolicy: (_, input) => {
      if (input.Bucket === "logs") return { Policy: '{"Version":"2012-10-17","Statement":[]}' };
      throw new SimulatedError("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
    },
    GetBucketLocation: (_, input) => (input.Bucket === "logs" ? { LocationConstraint: "eu-west-1" } : {}),
    GetBucketVersioning: () => ({ Status: "Enabled" }),
    GetPublicAccessBlock: (_, input) => {
      if (input.AccountId === memberId) {
        return { PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: false } };
      }
      throw new SimulatedError("NoSuchPublicAccessBlockConfiguration", 404, "The configuration was not found");
    },
  },
  rds: {
    DescribeDBInstances: (_, input) => {
      if (input.DBInstanceIdentifier === undefined) return { DBInstances: [{ DBInstanceIdentifier: hostileName }] };
      throw new SimulatedError("DBInstanceNotFound", 404, "DBInstance not found");
    },
  },
  lambda: {
    ListFunctions: () => ({ Functions: [{ FunctionName: "f", Environment: { Variables: { KEY: hostileName } } }] }),
    GetPolicy: (_, input) => {
      if (input.FunctionName === "f") return { Policy: "{}", RevisionId: "1" };
      throw new SimulatedError("ResourceNotFoundException", 404, "The resource you requested does not exist.");
    },
    GetFunction: () => ({}),
  },
  iam: {
    GetAccountSummary: () => ({ SummaryMap: { AccountMFAEnabled: 1, Users: 2 } }),
    GetCredentialReport: () => ({
      Content: new TextEncoder().encode("user,arn\n"),
      ReportFormat: "text/csv",
      GeneratedTime: joined,
    }),
    GetAccountAuthorizationDetails: (_, input) => ({
      RoleDetailList: [{ RoleName: JSON.stringify(input) }],
      IsTruncated: false,
    }),
    GetUser: () => {
      throw new SimulatedError("NoSuchEntity", 404, "The user cannot be found.");
    },
  },
  kms: { ListKeys: () => ({ Keys: [{ KeyId: "k" }], Truncated: false }) },
  guardduty: {
    ListDetectors: () => ({ DetectorIds: ["d"] }),
    GetDetector: () => ({ Status: "ENABLED", ServiceRole: "r" }),
  },
};
