import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetAccountSummaryCommand, IAMClient } from "@aws-sdk/client-iam";
import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AssumeOptions, assume, clientConfig, errorOf, installationCredentials } from "../testing/sdk.ts";
import {
  managementId,
  memberId,
  smallHandlers,
  smallOrganization,
  suspendedId,
} from "../testing/small-organization.ts";
import { type Simulator, startWire } from "./simulator.ts";

let simulator: Simulator;
let clock = new Date("2026-11-24T10:00:00Z");

beforeAll(async () => {
  simulator = await startWire({
    organizations: [smallOrganization],
    handlers: smallHandlers,
    throttle: "off",
    now: () => clock,
  });
});
afterAll(() => simulator.close());

type Config = ReturnType<typeof clientConfig>;
const callsOf = {
  organizations: (config: Config) => new OrganizationsClient(config).send(new ListAccountsCommand({})),
  ec2: (config: Config) => new EC2Client(config).send(new DescribeVpcsCommand({})),
  s3: (config: Config) => new S3Client(config).send(new ListBucketsCommand({})),
  lambda: (config: Config) => new LambdaClient(config).send(new ListFunctionsCommand({})),
  iam: (config: Config) => new IAMClient(config).send(new GetAccountSummaryCommand({})),
  kms: (config: Config) => new KMSClient(config).send(new ListKeysCommand({})),
};
type Service = keyof typeof callsOf;

async function call(service: Service, options: AssumeOptions = {}, region?: string): Promise<unknown> {
  return callsOf[service](clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl, options), region));
}

describe("AssumeRole", () => {
  test("gives credentials of the role's account, which GetCallerIdentity names", async () => {
    const sts = new STSClient(clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl)));
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: memberId,
      Arn: `arn:aws:sts::${memberId}:assumed-role/SekininReadOnly/sekinin-test`,
    });
  });

  test.each<{ given: string; options: AssumeOptions }>([
    { given: "another external id", options: { externalId: "guess" } },
    { given: "no external id", options: { externalId: null } },
    { given: "a role that is not there", options: { role: "Absent" } },
    { given: "a role that trusts somebody else", options: { role: "OtherVendor" } },
    { given: "an account of nobody", options: { accountId: "000000000000" } },
    { given: "a suspended account", options: { accountId: suspendedId } },
  ])("answers $given with the same AccessDenied", async ({ options }) => {
    expect(await errorOf(assume(simulator.endpointUrl, options))).toEqual({
      name: "AccessDenied",
      status: 403,
      message: expect.stringMatching(
        /^User: arn:aws:sts::999999999999:.* is not authorized to perform: sts:AssumeRole on resource: arn:/,
      ),
    });
  });

  test.each<{ given: string; options: AssumeOptions; name?: string; words: string }>([
    { given: "a session name of 65 characters", options: { sessionName: "x".repeat(65) }, words: "roleSessionName" },
    { given: "a session name with a space", options: { sessionName: "a b" }, words: "roleSessionName" },
    { given: "an external id with a space", options: { externalId: "a b" }, words: "externalId" },
    { given: "a role name of 65 characters", options: { role: "x".repeat(65) }, words: "is invalid" },
    { given: "an account of 11 digits", options: { accountId: "1" }, words: "is invalid" },
    { given: "899 seconds", options: { durationSeconds: 899 }, words: "durationSeconds" },
    { given: "more than the role's maximum", options: { durationSeconds: 3601 }, words: "MaxSessionDuration" },
    {
      given: "more than chained sessions may have",
      options: { durationSeconds: 7200, role: "AnyExternalId" },
      words: "role chaining",
    },
    { given: "a policy of 2,049 characters", options: { policy: " ".repeat(2049) }, words: "2048" },
    {
      given: "a policy that is not JSON",
      options: { policy: "{" },
      name: "MalformedPolicyDocumentException",
      words: "Json",
    },
    {
      given: "an action without a service",
      options: { policy: { Statement: { Effect: "Allow", Action: "Get*", Resource: "*" } } },
      name: "MalformedPolicyDocumentException",
      words: "vendor",
    },
    {
      given: "a policy with a principal",
      options: { policy: { Statement: { Effect: "Allow", Action: "s3:*", Resource: "*", Principal: "*" } } },
      name: "MalformedPolicyDocumentException",
      words: "principal",
    },
  ])("refuses $given", async ({ options, name = "ValidationError", words }) => {
    expect(await errorOf(assume(simulator.endpointUrl, options))).toEqual({
      name,
      status: 400,
      message: expect.stringContaining(words),
    });
  });

  test("a role without a condition takes any external id and none", async () => {
    await assume(simulator.endpointUrl, { role: "AnyExternalId", externalId: null });
    await assume(simulator.endpointUrl, { role: "AnyExternalId", externalId: "whatever" });
  });

  test("a session may not assume on: its role has no sts:AssumeRole", async () => {
    const as = await assume(simulator.endpointUrl);
    expect(await errorOf(assume(simulator.endpointUrl, { as, accountId: managementId }))).toMatchObject({
      name: "AccessDenied",
    });
  });
});

describe.each<{ service: Service; denied: string; expired: string; unknown: string; region: string | null }>([
  {
    service: "organizations",
    denied: "AccessDeniedException",
    expired: "ExpiredTokenException",
    unknown: "UnrecognizedClientException",
    region: null,
  },
  { service: "iam", denied: "AccessDenied", expired: "ExpiredToken", unknown: "InvalidClientTokenId", region: null },
  {
    service: "ec2",
    denied: "UnauthorizedOperation",
    expired: "RequestExpired",
    unknown: "AuthFailure",
    region: "AuthFailure",
  },
  {
    service: "lambda",
    denied: "AccessDeniedException",
    expired: "ExpiredTokenException",
    unknown: "UnrecognizedClientException",
    region: "UnrecognizedClientException",
  },
  {
    service: "kms",
    denied: "AccessDeniedException",
    expired: "ExpiredTokenException",
    unknown: "UnrecognizedClientException",
    region: "UnrecognizedClientException",
  },
  {
    service: "s3",
    denied: "AccessDenied",
    expired: "ExpiredToken",
    unknown: "InvalidAccessKeyId",
    region: "InvalidToken",
  },
])("$service refuses in its own code", ({ service, denied, expired, unknown, region }) => {
  const allowed = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [`${service}:*`], Resource: "*" }] };
  const other = { ...allowed, Statement: [{ Effect: "Allow", Action: ["sts:*"], Resource: "*" }] };

  test("what the session policy leaves out, and only that", async () => {
    await call(service, { policy: allowed });
    expect(await errorOf(call(service, { policy: other }))).toMatchObject({ name: denied });
  });

  test("what the session policy denies beside what it allows", async () => {
    const denies = { Effect: "Deny", Action: `${service}:*`, Resource: "*" };
    const policy = { ...allowed, Statement: [...allowed.Statement, denies] };
    expect(await errorOf(call(service, { policy }))).toMatchObject({ name: denied });
  });

  test("the installation's own key", async () => {
    const config = clientConfig(simulator.endpointUrl, installationCredentials);
    expect(await errorOf(callsOf[service](config))).toMatchObject({ name: denied });
  });

  test("expired credentials", async () => {
    const config = clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl, { durationSeconds: 900 }));
    await callsOf[service](config);
    clock = new Date(clock.getTime() + 900_000);
    expect(await errorOf(callsOf[service](config))).toMatchObject({ name: expired });
  });

  test("a session key that was never issued, and a key with another's token", async () => {
    const [one, two] = [await assume(simulator.endpointUrl), await assume(simulator.endpointUrl)];
    const forged = { ...one, accessKeyId: "ASIAAAAAAAAAAAAAAAAA" };
    expect(await errorOf(callsOf[service](clientConfig(simulator.endpointUrl, forged)))).toMatchObject({
      name: unknown,
    });
    const mixed = { ...one, sessionToken: two.sessionToken };
    expect(await errorOf(callsOf[service](clientConfig(simulator.endpointUrl, mixed)))).toMatchObject({
      name: unknown,
    });
  });

  test("a Region that the account has not enabled, unless the service has none", async () => {
    const answer = call(service, {}, "ap-northeast-1").then(
      () => null,
      ({ name }: Error) => name,
    );
    expect(await answer).toBe(region);
  });
});

test("what the role denies is denied though its actions hold it", async () => {
  const config = clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl));
  expect(await errorOf(new LambdaClient(config).send(new GetFunctionCommand({ FunctionName: "f" })))).toEqual({
    name: "AccessDeniedException",
    status: 403,
    message: expect.stringContaining("lambda:GetFunction with an explicit deny"),
  });
});

test("S3's ListBuckets is s3:ListAllMyBuckets to IAM", async () => {
  const policyOf = (action: string) => ({ Statement: { Effect: "Allow", Action: action, Resource: "*" } });
  await call("s3", { policy: policyOf("s3:ListAllMyBuckets") });
  expect(await errorOf(call("s3", { policy: policyOf("s3:ListBuckets") }))).toMatchObject({
    message: expect.stringContaining("s3:ListAllMyBuckets"),
  });
});
