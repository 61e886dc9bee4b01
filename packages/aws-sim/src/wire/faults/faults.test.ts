import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetAccountAuthorizationDetailsCommand, IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assume, clientConfig, errorOf } from "../../testing/sdk.ts";
import { managementId, memberId, smallHandlers, smallOrganization } from "../../testing/small-organization.ts";
import { type Simulator, startWire } from "../simulator.ts";
import type { FaultEffect, FaultRule } from "./fault.ts";

let simulator: Simulator;
let config: ReturnType<typeof clientConfig>;

beforeAll(async () => {
  simulator = await startWire({ organizations: [smallOrganization], handlers: smallHandlers, throttle: "off" });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  config = clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl));
});
afterEach(() => simulator.setFaults({ rules: [] }));

const fault = (effect: FaultEffect, rule: Omit<FaultRule, "effect"> = {}) =>
  simulator.setFaults({ rules: [{ ...rule, effect }] });
const callsOf = {
  awsJson: (options?: { abortSignal: AbortSignal }) =>
    new OrganizationsClient(config).send(new ListAccountsCommand({}), options),
  awsQuery: (options?: { abortSignal: AbortSignal }) =>
    new IAMClient(config).send(new GetAccountAuthorizationDetailsCommand({}), options),
  ec2Query: (options?: { abortSignal: AbortSignal }) =>
    new EC2Client(config).send(new DescribeVpcsCommand({}), options),
  restJson: (options?: { abortSignal: AbortSignal }) =>
    new LambdaClient(config).send(new ListFunctionsCommand({}), options),
  restXml: (options?: { abortSignal: AbortSignal }) => new S3Client(config).send(new ListBucketsCommand({}), options),
};
const protocols = Object.keys(callsOf) as (keyof typeof callsOf)[];

describe.each(protocols)("%s", (protocol) => {
  const call = callsOf[protocol];

  test.each<{ effect: FaultEffect; names: string[]; status?: number }>([
    {
      effect: { kind: "status", status: 503 },
      names: ["ServiceException", "ServiceFailureException", "InternalError"],
      status: 503,
    },
    { effect: { kind: "status", status: 500, code: "Odd" }, names: ["Odd"], status: 500 },
    {
      effect: { kind: "deny" },
      names: ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"],
    },
    {
      effect: { kind: "throttle" },
      names: ["TooManyRequestsException", "Throttling", "RequestLimitExceeded", "SlowDown"],
    },
    {
      effect: { kind: "expire-credentials" },
      names: ["ExpiredTokenException", "ExpiredToken", "RequestExpired"],
    },
    {
      effect: { kind: "delete-role" },
      names: ["UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "InvalidAccessKeyId"],
    },
    {
      effect: { kind: "suspend-account" },
      names: ["UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "InvalidAccessKeyId"],
    },
  ])("$effect.kind is the service's own error, once, and then all is well", async ({ effect, names, status }) => {
    fault(effect, { count: 1 });
    const error = await errorOf(call());
    expect(names).toContain(error.name);
    expect(error.status).toBe(status ?? error.status);
    simulator.setFaults({ rules: [] });
    config = clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl));
    await call();
  });

  test.each<FaultEffect>([
    { kind: "cut" },
    { kind: "cut", afterBytes: 0 },
    { kind: "malformed-body" },
    { kind: "wrong-content-type" },
    { kind: "hostile-body" },
  ])("$kind is no answer that the SDK takes for data", async (effect) => {
    fault(effect);
    const answer = await call().catch((error: Error) => error);
    if (answer instanceof Error) return;
    // The S3 and query readers find none of their elements in a web page, which leaves an answer without members.
    const members = Object.keys(answer).filter((key) => key !== "$metadata");
    expect([...members.filter((key) => !["IsTruncated"].includes(key))]).toEqual([]);
  });

  test("hang gives nothing until the caller gives up", async () => {
    fault({ kind: "hang" });
    const started = performance.now();
    const error = await errorOf(call({ abortSignal: AbortSignal.timeout(300) }));
    expect(error.name).toMatch(/Abort|Timeout/);
    expect(performance.now() - started).toBeGreaterThan(250);
  });

  test("latency is waited for, and a drip takes its time", async () => {
    await call();
    fault({ kind: "latency", latencyMs: 200 });
    const started = performance.now();
    await call();
    expect(performance.now() - started).toBeGreaterThan(190);
    fault({ kind: "drip", bytesPerSecond: 100 });
    expect((await errorOf(call({ abortSignal: AbortSignal.timeout(300) }))).name).toMatch(/Abort|Timeout/);
    fault({ kind: "drip", bytesPerSecond: 1_000_000 });
    await call();
  });
});

describe("pages", () => {
  async function tokens(count: number): Promise<(string | undefined)[]> {
    const client = new OrganizationsClient(config);
    const seen: (string | undefined)[] = [];
    for (let NextToken: string | undefined, index = 0; index < count; index += 1) {
      const page = await client.send(new ListAccountsCommand({ NextToken }));
      expect(page.Accounts?.length).toBeGreaterThan(0);
      NextToken = page.NextToken;
      seen.push(NextToken);
    }
    return seen;
  }

  test("endless pages have a new token each time", async () => {
    fault({ kind: "endless-pages" });
    const seen = await tokens(30);
    expect(seen).not.toContain(undefined);
    expect(new Set(seen).size).toBe(30);
  });

  test("the same token comes for ever", async () => {
    fault({ kind: "same-token" });
    expect(new Set(await tokens(10)).size).toBe(1);
  });

  test("IAM says that its list is truncated", async () => {
    fault({ kind: "endless-pages" });
    expect(await callsOf.awsQuery()).toMatchObject({ IsTruncated: true, Marker: "endless.1" });
  });

  test.each([
    { protocol: "awsJson" as const, member: "Accounts" },
    { protocol: "restXml" as const, member: "Buckets" },
  ])("a page of 10 MB repeats its items: $protocol", async ({ protocol, member }) => {
    fault({ kind: "huge-page", sizeBytes: 10_000_000 });
    const answer: object = await callsOf[protocol]();
    expect(JSON.stringify(Object.entries(answer).find(([key]) => key === member)?.[1]).length).toBeGreaterThan(
      9_000_000,
    );
  });
});

describe("which calls are hit", () => {
  const broken: FaultEffect = { kind: "status", status: 500 };
  async function failures(calls: number): Promise<boolean[]> {
    const seen: boolean[] = [];
    for (let index = 0; index < calls; index += 1)
      seen.push(
        await callsOf.ec2Query().then(
          () => false,
          () => true,
        ),
      );
    return seen;
  }

  test.each<{ given: string; rule: Omit<FaultRule, "effect">; expected: boolean[] }>([
    { given: "all", rule: {}, expected: [true, true, true, true] },
    { given: "the first two", rule: { count: 2 }, expected: [true, true, false, false] },
    { given: "after two", rule: { after: 2 }, expected: [false, false, true, true] },
    { given: "one after one", rule: { after: 1, count: 1 }, expected: [false, true, false, false] },
    { given: "this service", rule: { service: "ec2" }, expected: [true, true, true, true] },
    { given: "another service", rule: { service: "rds" }, expected: [false, false, false, false] },
    { given: "another operation", rule: { operation: "DescribeSubnets" }, expected: [false, false, false, false] },
    { given: "another account", rule: { accountId: managementId }, expected: [false, false, false, false] },
    { given: "this account", rule: { accountId: memberId }, expected: [true, true, true, true] },
    { given: "another Region", rule: { region: "us-east-1" }, expected: [false, false, false, false] },
    { given: "this Region", rule: { region: "eu-west-1" }, expected: [true, true, true, true] },
    { given: "none by chance", rule: { probability: 0 }, expected: [false, false, false, false] },
  ])("$given: $expected", async ({ rule, expected }) => {
    fault(broken, rule);
    expect(await failures(4)).toEqual(expected);
  });

  test("the same seed hits the same calls, another seed others", async () => {
    const run = async (seed: number) => {
      simulator.setFaults({ seed, rules: [{ effect: broken, probability: 0.5 }] });
      return failures(40);
    };
    const first = await run(7);
    expect(first.filter(Boolean).length).toBeGreaterThan(8);
    expect(first.filter(Boolean).length).toBeLessThan(32);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });
});

describe("what lasts", () => {
  test("a deleted role is gone for live sessions and for AssumeRole, in its account only", async () => {
    fault({ kind: "delete-role" }, { accountId: memberId, count: 1 });
    await errorOf(callsOf.awsQuery());
    expect(await errorOf(callsOf.awsQuery())).toMatchObject({ name: "InvalidClientTokenId" });
    expect(await errorOf(assume(simulator.endpointUrl))).toMatchObject({ name: "AccessDenied" });
    await assume(simulator.endpointUrl, { accountId: managementId });
  });

  test("a role deleted at AssumeRole was never assumed", async () => {
    fault({ kind: "delete-role" }, { operation: "AssumeRole" });
    expect(await errorOf(assume(simulator.endpointUrl))).toMatchObject({ name: "AccessDenied" });
  });

  test("expired sessions stay expired, new ones work", async () => {
    fault({ kind: "expire-credentials" }, { service: "ec2", count: 1 });
    expect(await errorOf(callsOf.ec2Query())).toMatchObject({ name: "RequestExpired" });
    expect(await errorOf(callsOf.ec2Query())).toMatchObject({ name: "RequestExpired" });
    config = clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl));
    await callsOf.ec2Query();
  });

  test("a Region opted out refuses, the others do not", async () => {
    fault({ kind: "opt-out-region" }, { service: "ec2", region: "eu-west-1", count: 1 });
    expect(await errorOf(callsOf.ec2Query())).toMatchObject({ name: "AuthFailure" });
    expect(await errorOf(callsOf.ec2Query())).toMatchObject({ name: "AuthFailure" });
    config = { ...config, region: "us-east-1" };
    await callsOf.ec2Query();
  });

  test("a suspended account is nobody's any more", async () => {
    fault({ kind: "suspend-account" }, { service: "ec2", count: 1 });
    await errorOf(callsOf.ec2Query());
    expect(await errorOf(callsOf.awsJson())).toMatchObject({ name: "UnrecognizedClientException" });
    expect(await errorOf(assume(simulator.endpointUrl))).toMatchObject({ name: "AccessDenied" });
  });
});

test("invalid UTF-8 is sent as bytes", async () => {
  fault({ kind: "invalid-utf8" });
  await expect(callsOf.awsJson()).rejects.toThrow(/JSON|UTF-8|token/i);
});
