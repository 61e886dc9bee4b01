import { afterAll, beforeAll, expect, test } from "vitest";
import { handlers } from "./handlers/index.ts";
import { createOrganization } from "./organization/create-organization.ts";
import type { SimulatedOrganization } from "./organization/types.ts";
import { startSimulator } from "./server.ts";
import { assume, clientConfig, installationCredentials, namedHost } from "./testing/sdk.ts";
import { loadClient, type ServiceKey } from "./wire/service/clients.ts";
import { loadService } from "./wire/service/model.ts";
import type { Simulator } from "./wire/simulator.ts";

/** Every operation that the collectors may call, with a member that its answer must hold. */
const operations: Record<ServiceKey, Record<string, string>> = {
  sts: { AssumeRole: "Credentials", GetCallerIdentity: "Account" },
  organizations: {
    DescribeOrganization: "Organization",
    ListRoots: "Roots",
    ListAccounts: "Accounts",
    ListOrganizationalUnitsForParent: "OrganizationalUnits",
    ListAccountsForParent: "Accounts",
    ListPolicies: "Policies",
    ListTargetsForPolicy: "Targets",
    DescribePolicy: "Policy",
    ListDelegatedAdministrators: "DelegatedAdministrators",
  },
  account: { ListRegions: "Regions", GetAlternateContact: "AlternateContact" },
  ec2: {
    DescribeRegions: "Regions",
    GetEbsEncryptionByDefault: "EbsEncryptionByDefault",
    DescribeVpcs: "Vpcs",
    DescribeFlowLogs: "FlowLogs",
    DescribeSubnets: "Subnets",
    DescribeInstances: "Reservations",
    DescribeSecurityGroups: "SecurityGroups",
    DescribeManagedPrefixLists: "PrefixLists",
    GetManagedPrefixListEntries: "Entries",
  },
  s3: {
    ListBuckets: "Buckets",
    GetBucketPolicy: "Policy",
    GetBucketVersioning: "Status",
    GetBucketLocation: "LocationConstraint",
  },
  s3control: { GetPublicAccessBlock: "PublicAccessBlockConfiguration" },
  rds: { DescribeDBInstances: "DBInstances" },
  lambda: { ListFunctions: "Functions", GetPolicy: "Policy", ListFunctionUrlConfigs: "FunctionUrlConfigs" },
  iam: {
    GetAccountSummary: "SummaryMap",
    GenerateCredentialReport: "State",
    GetCredentialReport: "Content",
    GetAccountAuthorizationDetails: "UserDetailList",
    ListOrganizationsFeatures: "EnabledFeatures",
  },
  cloudtrail: { DescribeTrails: "trailList", GetTrailStatus: "IsLogging", GetEventSelectors: "TrailARN" },
  config: {
    DescribeConfigurationRecorders: "ConfigurationRecorders",
    DescribeConfigurationRecorderStatus: "ConfigurationRecordersStatus",
  },
  guardduty: { ListDetectors: "DetectorIds", GetDetector: "Status", ListMembers: "Members" },
  kms: {
    ListKeys: "Keys",
    ListAliases: "Aliases",
    DescribeKey: "KeyMetadata",
    GetKeyRotationStatus: "KeyRotationEnabled",
  },
  backup: { ListBackupPlans: "BackupPlansList", ListBackupSelections: "BackupSelectionsList" },
};
const cases = Object.entries(operations).flatMap(([service, members]) =>
  Object.entries(members).map(([operation, member]) => ({ service: service as ServiceKey, operation, member })),
);

const roles = { managementRoleName: "Management", memberRoleName: "Management", externalId: "external-id-of-the-test" };
let organization: SimulatedOrganization;
let simulator: Simulator;

beforeAll(async () => {
  organization = createOrganization({ seed: 7, accounts: 40, roles });
  simulator = await startSimulator({ organizations: [organization], throttle: "off" });
});
afterAll(() => simulator.close());

test("the registry answers these operations and no other", () => {
  const { sts: _ofTheWire, ...registered } = handlers;
  const { sts: _, s3control, ...expected } = operations;
  const names = (services: Record<string, object>) =>
    Object.fromEntries(Object.entries(services).map(([service, members]) => [service, Object.keys(members).sort()]));
  expect(names(registered)).toEqual(names({ ...expected, s3: { ...operations.s3, ...s3control } }));
});

type Input = Record<string, unknown>;
type Send = (service: ServiceKey, operation: string, input: Input) => Promise<Input>;

/** Sends through the service's unmodified client, as the account's role. */
async function senderFor(accountId: string, region: string): Promise<Send> {
  const credentials = await assume(simulator.endpointUrl, { accountId, role: roles.managementRoleName });
  const config = clientConfig(simulator.endpointUrl, credentials, region);
  return async (service, operation, input) => {
    const { exports, Client } = await loadClient[service]();
    const Command = exports[`${operation}Command`] as new (input: Input) => object;
    const OpenClient = Client as unknown as new (config: Input) => { send(command: object): Promise<Input> };
    const endpoint = service === "s3control" ? namedHost(config.endpoint) : config.endpoint;
    const as = operation === "AssumeRole" ? installationCredentials : credentials;
    return new OpenClient({ ...config, endpoint, credentials: as }).send(new Command(input));
  };
}

const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((found, key) => (found as Input | undefined)?.[key], value);
const each =
  (member: string, key: string, as: string, more: Input = {}) =>
  (answer: Input) =>
    ((answer[member] ?? []) as unknown[]).map((item) => ({ ...more, [as]: key === "" ? item : at(item, key) }));

/** Where an operation's input comes from: a list of inputs out of another operation's answer. */
const inputsFrom: Record<string, { of: string; input?: Input; read: (answer: Input) => Input[] }> = {
  ListOrganizationalUnitsForParent: { of: "organizations:ListRoots", read: each("Roots", "Id", "ParentId") },
  ListAccountsForParent: { of: "organizations:ListRoots", read: each("Roots", "Id", "ParentId") },
  ListTargetsForPolicy: {
    of: "organizations:ListPolicies",
    input: { Filter: "SERVICE_CONTROL_POLICY" },
    read: each("Policies", "Id", "PolicyId"),
  },
  DescribePolicy: {
    of: "organizations:ListPolicies",
    input: { Filter: "SERVICE_CONTROL_POLICY" },
    read: each("Policies", "Id", "PolicyId"),
  },
  GetManagedPrefixListEntries: {
    of: "ec2:DescribeManagedPrefixLists",
    read: each("PrefixLists", "PrefixListId", "PrefixListId"),
  },
  GetBucketPolicy: { of: "s3:ListBuckets", read: each("Buckets", "Name", "Bucket") },
  GetBucketVersioning: { of: "s3:ListBuckets", read: each("Buckets", "Name", "Bucket") },
  GetBucketLocation: { of: "s3:ListBuckets", read: each("Buckets", "Name", "Bucket") },
  GetPolicy: { of: "lambda:ListFunctions", read: each("Functions", "FunctionName", "FunctionName") },
  ListFunctionUrlConfigs: { of: "lambda:ListFunctions", read: each("Functions", "FunctionName", "FunctionName") },
  GetTrailStatus: { of: "cloudtrail:DescribeTrails", read: each("trailList", "TrailARN", "Name") },
  GetEventSelectors: { of: "cloudtrail:DescribeTrails", read: each("trailList", "TrailARN", "TrailName") },
  GetDetector: { of: "guardduty:ListDetectors", read: each("DetectorIds", "", "DetectorId") },
  ListMembers: { of: "guardduty:ListDetectors", read: each("DetectorIds", "", "DetectorId") },
  DescribeKey: { of: "kms:ListKeys", read: each("Keys", "KeyId", "KeyId") },
  GetKeyRotationStatus: { of: "kms:ListKeys", read: each("Keys", "KeyId", "KeyId") },
  ListBackupSelections: { of: "backup:ListBackupPlans", read: each("BackupPlansList", "BackupPlanId", "BackupPlanId") },
};
const fixedInputs: Record<string, (accountId: string) => Input> = {
  AssumeRole: (accountId) => ({
    RoleArn: `arn:aws:iam::${accountId}:role/Management`,
    RoleSessionName: "again",
    ExternalId: roles.externalId,
  }),
  ListPolicies: () => ({ Filter: "SERVICE_CONTROL_POLICY" }),
  GetAlternateContact: () => ({ AlternateContactType: "SECURITY" }),
  GetPublicAccessBlock: (accountId) => ({ AccountId: accountId }),
};

async function inputsOf(send: Send, operation: string, accountId: string): Promise<Input[]> {
  const source = inputsFrom[operation];
  if (source === undefined) return [fixedInputs[operation]?.(accountId) ?? {}];
  const [service, list = ""] = source.of.split(":");
  return source.read(await send(service as ServiceKey, list, source.input ?? {})).slice(0, 5);
}

/** Answers that say "nothing here" of one resource or account; another one has it. */
const absent = /^NoSuch|NotFound|CredentialReport|AccessDeniedException|NotInUse/;

test.each(cases)(
  "$service:$operation is answered with $member and read by its own client",
  async ({ service, operation, member }) => {
    expect((await loadService(service)).operations.has(operation)).toBe(true);
    const tried: string[] = [];
    for (const accountId of organization.accountIds()) {
      if (organization.account(accountId)?.state !== "ACTIVE") continue;
      const send = await senderFor(accountId, organization.homeRegion);
      if (operation === "GetCredentialReport") await send("iam", "GenerateCredentialReport", {});
      for (const input of await inputsOf(send, operation, accountId)) {
        const answer = await send(service, operation, input).catch((error: Error) => {
          if (!absent.test(error.name)) throw error;
          return { error: error.name };
        });
        const found = (answer as Input)[member];
        if (found !== undefined && (!Array.isArray(found) || found.length > 0)) return;
        tried.push(`${accountId} ${JSON.stringify(input)}: ${JSON.stringify(answer).slice(0, 200)}`);
      }
    }
    expect.fail(`no account answers with ${member}:\n${tried.slice(0, 10).join("\n")}`);
  },
);
