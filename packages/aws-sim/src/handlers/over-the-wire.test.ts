import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator } from "../server.ts";
import { call } from "../testing/handler-calls.ts";
import { accountsOf, firstWith, sampleOrganization, sampleRoles } from "../testing/sample-organization.ts";
import { assume, clientConfig } from "../testing/sdk.ts";
import type { ServiceName } from "../wire/handler.ts";
import { loadClient } from "../wire/service/clients.ts";
import type { Simulator } from "../wire/simulator.ts";

// Hostile names, so that what arrives proves the quoting of every protocol.
const organization = sampleOrganization({ hostileNames: true, accounts: 80 });
const { account } = firstWith(organization, (each) => {
  const home = each.contents().regions.get("eu-west-1");
  const full =
    home !== undefined && [home.instances, home.databases, home.functions, home.keys].every((list) => list.length > 0);
  return full ? each : undefined;
});
const [management] = accountsOf(organization);
if (management === undefined) throw new Error("no management account");

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ organizations: [organization], throttle: "off" });
});
afterAll(() => simulator.close());

type Answer = Record<string, unknown>;

async function send(
  accountId: string,
  role: string,
  operation: `${ServiceName}:${string}`,
  input: Answer,
): Promise<Answer> {
  const [service = "", name = ""] = operation.split(":");
  const { exports, Client } = await loadClient[service as ServiceName]();
  const Command = exports[`${name}Command`] as new (input: Answer) => object;
  const OpenClient = Client as unknown as new (config: Answer) => { send(command: object): Promise<Answer> };
  const credentials = await assume(simulator.endpointUrl, { accountId, role, externalId: sampleRoles.externalId });
  const { $metadata: _, ...answer } = await new OpenClient(clientConfig(simulator.endpointUrl, credentials)).send(
    new Command(input),
  );
  return answer;
}

/** Without what no protocol carries: undefined members and empty lists. CR LF becomes LF, as XML reads it. */
function carried(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\r\n", "\n");
  if (Array.isArray(value)) return value.map(carried);
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  const members = Object.entries(value).filter(
    ([, member]) => member !== undefined && !(Array.isArray(member) && member.length === 0),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, carried(member)]));
}

describe("the SDK reads what the handler wrote", () => {
  test.each<`${ServiceName}:${string}`>([
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeInstances",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeFlowLogs",
    "rds:DescribeDBInstances",
    "lambda:ListFunctions",
    "iam:GetAccountSummary",
    "iam:GetAccountAuthorizationDetails",
    "cloudtrail:DescribeTrails",
    "config:DescribeConfigurationRecorders",
    "config:DescribeConfigurationRecorderStatus",
    "kms:ListKeys",
    "kms:ListAliases",
    "backup:ListBackupPlans",
    "s3:ListBuckets",
  ])("%s", async (operation) => {
    const written = carried(call({ organization, account }, operation));
    expect(carried(await send(account.id, sampleRoles.memberRoleName, operation, {}))).toEqual(written);
    expect(JSON.stringify(written).length).toBeGreaterThan(20);
  });

  test.each<{ operation: `${ServiceName}:${string}`; input: Answer }>([
    { operation: "organizations:ListAccounts", input: {} },
    { operation: "organizations:ListRoots", input: {} },
    { operation: "organizations:ListPolicies", input: { Filter: "SERVICE_CONTROL_POLICY" } },
    { operation: "organizations:ListTargetsForPolicy", input: { PolicyId: "p-FullAWSAccess" } },
    { operation: "organizations:ListOrganizationalUnitsForParent", input: { ParentId: organization.root.id } },
  ])("$operation", async ({ operation, input }) => {
    const { NextToken: _, ...written } = call({ organization, account: management }, operation, input);
    const { NextToken: __, ...got } = await send(management.id, sampleRoles.managementRoleName, operation, input);
    expect(carried(got)).toEqual(carried(written));
  });
});

test("the credential report arrives as it was written", async () => {
  for (let round = 0; round < 2; round++)
    await send(management.id, sampleRoles.memberRoleName, "iam:GenerateCredentialReport", {});
  const { Content } = await send(management.id, sampleRoles.memberRoleName, "iam:GetCredentialReport", {});
  expect(Content instanceof Uint8Array ? new TextDecoder().decode(Content) : "").toMatch(
    /^user,arn,.*\n<root_account>,arn:aws:iam::/,
  );
});
