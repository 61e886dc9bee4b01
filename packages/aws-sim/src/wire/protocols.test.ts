import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import { DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import {
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { GetPolicyCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
  DescribePolicyCommand,
  ListAccountsCommand,
  ListHandshakesForOrganizationCommand,
  ListRootsCommand,
  OrganizationsClient,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import { DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import {
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  GetPublicAccessBlockCommand as OfBucket,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetPublicAccessBlockCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assume, clientConfig, errorOf, namedHost } from "../testing/sdk.ts";
import {
  hostileName,
  managementId,
  memberId,
  smallHandlers,
  smallOrganization,
} from "../testing/small-organization.ts";
import { type Simulator, startWire } from "./simulator.ts";

let simulator: Simulator;
let config: ReturnType<typeof clientConfig>;

beforeAll(async () => {
  simulator = await startWire({ organizations: [smallOrganization], handlers: smallHandlers, throttle: "off" });
  config = clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl));
});
afterAll(() => simulator.close());

test("awsJson: lists, timestamps and hostile text arrive as they were given, page by page", async () => {
  const pages: number[] = [];
  const accounts = [];
  for await (const page of paginateListAccounts({ client: new OrganizationsClient(config) }, {})) {
    pages.push(page.Accounts?.length ?? 0);
    accounts.push(...(page.Accounts ?? []));
  }
  expect(pages).toEqual([20, 20, 5]);
  expect(new Set(accounts.map(({ Id }) => Id)).size).toBe(45);
  expect(accounts[0]).toEqual({
    Id: "0".repeat(12),
    Name: hostileName,
    JoinedTimestamp: new Date("2026-01-02T03:04:05Z"),
  });
});

test("awsQuery: maps, blobs, timestamps, lists in the request, and hostile text", async () => {
  const iam = new IAMClient(config);
  expect((await iam.send(new GetAccountSummaryCommand({}))).SummaryMap).toEqual({ AccountMFAEnabled: 1, Users: 2 });
  const report = await iam.send(new GetCredentialReportCommand({}));
  expect(new TextDecoder().decode(report.Content)).toBe("user,arn\n");
  expect(report.GeneratedTime).toEqual(new Date("2026-01-02T03:04:05Z"));
  const asked = { Filter: ["User" as const, "Role" as const], MaxItems: 7 };
  const details = await iam.send(new GetAccountAuthorizationDetailsCommand(asked));
  expect(JSON.parse(details.RoleDetailList?.[0]?.RoleName ?? "")).toEqual(asked);
  const { DBInstances } = await new RDSClient(config).send(new DescribeDBInstancesCommand({}));
  expect(DBInstances?.[0]?.DBInstanceIdentifier).toBe(hostileName);
});

test("ec2Query: nested lists in the request and in the answer", async () => {
  const asked = { Filters: [{ Name: "is-default", Values: ["true", "false"] }], MaxResults: 100, VpcIds: ["vpc-1"] };
  const { Vpcs } = await new EC2Client(config).send(new DescribeVpcsCommand(asked));
  expect(Vpcs?.[0]?.VpcId).toBe("vpc-1");
  expect(JSON.parse(Vpcs?.[0]?.Tags?.[0]?.Value ?? "")).toEqual(asked);
});

test("restJson: labels, bodies, json names and maps", async () => {
  const lambda = new LambdaClient(config);
  const { Functions } = await lambda.send(new ListFunctionsCommand({}));
  expect(Functions?.[0]?.Environment?.Variables).toEqual({ KEY: hostileName });
  expect((await lambda.send(new GetPolicyCommand({ FunctionName: "f" }))).Policy).toBe("{}");
  const guardDuty = new GuardDutyClient(config);
  expect((await guardDuty.send(new ListDetectorsCommand({}))).DetectorIds).toEqual(["d"]);
  expect((await guardDuty.send(new GetDetectorCommand({ DetectorId: "d" }))).Status).toBe("ENABLED");
  expect((await new AccountClient(config).send(new ListRegionsCommand({}))).Regions?.[0]?.RegionName).toBe("eu-west-1");
});

test("restXml: S3 by path, and S3 Control with the account before the host", async () => {
  const s3 = new S3Client(config);
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets).toEqual([
    { Name: "logs", CreationDate: new Date("2026-01-02T03:04:05Z"), BucketRegion: "eu-west-1" },
  ]);
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket: "logs" }))).Policy).toBe(
    '{"Version":"2012-10-17","Statement":[]}',
  );
  expect((await s3.send(new GetBucketLocationCommand({ Bucket: "logs" }))).LocationConstraint).toBe("eu-west-1");
  expect((await s3.send(new GetBucketLocationCommand({ Bucket: "old" }))).LocationConstraint).toBeUndefined();
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket: "logs" }))).Status).toBe("Enabled");
  const control = new S3ControlClient({ ...config, endpoint: namedHost(simulator.endpointUrl) });
  const block = await control.send(new GetPublicAccessBlockCommand({ AccountId: memberId }));
  expect(block.PublicAccessBlockConfiguration).toEqual({ BlockPublicAcls: true, RestrictPublicBuckets: false });
});

test("S3 by virtual host names the bucket too", async () => {
  const endpoint = namedHost(simulator.endpointUrl);
  const s3 = new S3Client({ ...config, endpoint, forcePathStyle: false });
  const hosts: unknown[] = [];
  s3.middlewareStack.add(
    (next) => (call) => {
      hosts.push(Object.getOwnPropertyDescriptor(call.request, "hostname")?.value);
      return next(call);
    },
    { step: "finalizeRequest" },
  );
  expect((await s3.send(new GetBucketLocationCommand({ Bucket: "logs" }))).LocationConstraint).toBe("eu-west-1");
  expect(hosts).toEqual(["logs.localhost"]);
});

test.each([
  {
    given: "awsJson",
    call: () => new OrganizationsClient(config).send(new DescribePolicyCommand({ PolicyId: "p-12345678" })),
    expected: { name: "PolicyNotFoundException", status: 400, message: "You specified a policy that doesn't exist." },
  },
  {
    given: "awsQuery, by the code on the wire",
    call: () => new IAMClient(config).send(new GetUserCommand({})),
    expected: { name: "NoSuchEntityException", status: 404, message: "The user cannot be found." },
  },
  {
    given: "awsQuery, by another code",
    call: () => new RDSClient(config).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: "x" })),
    expected: { name: "DBInstanceNotFoundFault", status: 404, message: "DBInstance not found" },
  },
  {
    given: "ec2Query",
    call: () => new EC2Client(config).send(new DescribeSubnetsCommand({})),
    expected: { name: "InvalidSubnetID.NotFound", status: 400, message: "The subnet ID 'subnet-1' does not exist" },
  },
  {
    given: "restJson",
    call: () => new LambdaClient(config).send(new GetPolicyCommand({ FunctionName: "gone" })),
    expected: { name: "ResourceNotFoundException", status: 404, message: "The resource you requested does not exist." },
  },
  {
    given: "restXml",
    call: () => new S3Client(config).send(new GetBucketPolicyCommand({ Bucket: "old" })),
    expected: { name: "NoSuchBucketPolicy", status: 404, message: "The bucket policy does not exist" },
  },
  {
    given: "restXml of S3 Control, for an account that is not the caller's",
    call: () =>
      new S3ControlClient({ ...config, endpoint: namedHost(simulator.endpointUrl) }).send(
        new GetPublicAccessBlockCommand({ AccountId: managementId }),
      ),
    expected: { name: "AccessDenied", status: 403, message: expect.stringContaining("s3:GetAccountPublicAccessBlock") },
  },
  {
    given: "a foreign page token",
    call: () => new OrganizationsClient(config).send(new ListAccountsCommand({ NextToken: "1k.forged" })),
    expected: { name: "InvalidInputException", status: 400, message: "You provided an invalid next token." },
  },
  {
    given: "an operation that is not simulated",
    call: () => new OrganizationsClient(config).send(new ListHandshakesForOrganizationCommand({})),
    expected: {
      name: "NotImplemented",
      status: 501,
      message: expect.stringContaining("ListHandshakesForOrganization"),
    },
  },
  {
    given: "a bucket's own GetPublicAccessBlock, which is not S3 Control's",
    call: () => new S3Client(config).send(new OfBucket({ Bucket: "logs" })),
    expected: { name: "NotImplemented", status: 501, message: expect.stringContaining("s3:GetPublicAccessBlock") },
  },
])("an error lands as the SDK's own exception: $given", async ({ call, expected }) => {
  expect(await errorOf(call())).toEqual(expected);
});

test("an error's further members arrive with it", async () => {
  const answer = new OrganizationsClient(config).send(new ListRootsCommand({}));
  await expect(answer).rejects.toMatchObject({ name: "InvalidInputException", Reason: "INVALID_NEXT_TOKEN" });
});

test.each([
  { given: "no signature", headers: {}, status: 403, type: "MissingAuthenticationToken" },
  {
    given: "a service that is not simulated",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=AKIA/20261124/eu-west-1/dynamodb/aws4_request, Signature=0",
    },
    status: 404,
    type: "UnknownService",
  },
  {
    given: "a body that is not JSON",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=AKIA/20261124/eu-west-1/organizations/aws4_request, Signature=0",
      "x-amz-target": "AWSOrganizationsV20161128.ListAccounts",
    },
    status: 400,
    type: "SerializationException",
  },
])("a raw request with $given is refused", async ({ headers, status, type }) => {
  const answer = await fetch(simulator.endpointUrl, { method: "POST", headers: { ...headers }, body: "{" });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(type);
});

test("a body of 2 MB is refused", async () => {
  const answer = await fetch(simulator.endpointUrl, { method: "POST", body: "x".repeat(2 * 1024 * 1024) }).catch(
    () => null,
  );
  expect(answer === null || answer.status === 413).toBe(true);
});
