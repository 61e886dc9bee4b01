import { createServer, request as httpRequest, type Server } from "node:http";
import { DescribeSubnetsCommand, DescribeVpcsCommand, type DescribeVpcsCommandOutput } from "@aws-sdk/client-ec2";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ec2Service, s3Service } from "../collectors/services.ts";
import { AwsRefusal } from "../errors/aws-refusal.ts";
import { type SimulatedAccess, simulatedAccess, simulatedRoles } from "../testing/simulated-access.ts";
import { type AwsAccess, createAwsAccess } from "./aws-access.ts";
import { type AwsSession, openSession, type SessionRequest } from "./open-session.ts";

const never = new AbortController().signal;
let aws: SimulatedAccess;
const opened: AwsSession[] = [];

beforeAll(async () => {
  // These tests count attempts: a busy machine's first answer of a service must not need a second one.
  aws = await simulatedAccess({ access: { limits: { callMs: 2_000 } } });
});
beforeEach(() => {
  aws.simulator.setFaults({ rules: [] });
  aws.simulator.resetCalls();
  aws.reports.length = 0;
});
afterEach(() => {
  for (const session of opened.splice(0)) session.close();
});
afterAll(() => aws.close());

async function open(changes: Partial<SessionRequest> = {}, access: AwsAccess = aws.access): Promise<AwsSession> {
  const session = await openSession(access, aws.request(changes));
  opened.push(session);
  return session;
}

function vpcs(session: AwsSession, signal = never, region = "eu-west-1"): Promise<DescribeVpcsCommandOutput> {
  return session.call({ service: ec2Service, action: "ec2:DescribeVpcs", region }, signal, (client, options) =>
    client.send(new DescribeVpcsCommand({ MaxResults: 100 }), options),
  );
}

/** What a promise was refused with; fails when it was not. */
async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; action: string; awsCode: string | null }> {
  const error = await promise.then(
    () => expect.fail("the call was answered"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AwsRefusal)) throw error;
  return { code: error.code, action: error.action, awsCode: error.awsCode };
}

/** Calls that the simulator counted, by operation and outcome. */
function counted(operation: string): Readonly<Record<string, number>> {
  const rows = aws.simulator.calls().rows.filter((row) => row.operation === operation);
  return Object.fromEntries(rows.map(({ code, calls }) => [code, calls]));
}

describe("a session", () => {
  test("is in the account that was asked for, and reads there", async () => {
    const session = await open();
    expect(session).toMatchObject({ accountId: aws.memberId, partition: "aws" });
    expect((await vpcs(session)).Vpcs).toBeInstanceOf(Array);
    expect(counted("AssumeRole")).toEqual({ ok: 1 });
    expect(counted("GetCallerIdentity")).toEqual({ ok: 1 });
    expect(session.counts()).toEqual({ calls: 3, throttles: 0 });
  });

  test("assumes the role once, for all Regions and services", async () => {
    const session = await open();
    await Promise.all(["eu-west-1", "us-east-1", "ap-northeast-1"].map((region) => vpcs(session, never, region)));
    await vpcs(session);
    expect(counted("AssumeRole")).toEqual({ ok: 1 });
    expect(counted("DescribeVpcs")).toEqual({ ok: 4 });
  });

  test("reports each attempt without ids of resources", async () => {
    await vpcs(await open());
    expect(aws.reports.map(({ action, region, outcome }) => ({ action, region, outcome }))).toEqual([
      { action: "sts:AssumeRole", region: "eu-west-1", outcome: "answered" },
      { action: "sts:GetCallerIdentity", region: "eu-west-1", outcome: "answered" },
      { action: "ec2:DescribeVpcs", region: "eu-west-1", outcome: "answered" },
    ]);
    for (const report of aws.reports) {
      expect(Object.keys(report).toSorted()).toEqual(["action", "durationMs", "outcome", "region"]);
      expect(report.durationMs).toBeGreaterThan(0);
    }
  });

  test("of the management account has the same way in", async () => {
    const session = await open({
      expectedAccountId: aws.managementId,
      roleArn: `arn:aws:iam::${aws.managementId}:role/${simulatedRoles.managementRoleName}`,
    });
    expect(session.accountId).toBe(aws.managementId);
    await vpcs(session);
  });
});

describe("a role that cannot be assumed", () => {
  test.each<{ given: string; changes: () => Partial<SessionRequest> }>([
    { given: "a wrong external id", changes: () => ({ externalId: "guess" }) },
    { given: "another customer's external id", changes: () => ({ externalId: `${simulatedRoles.externalId}2` }) },
    { given: "a role that is not there", changes: () => ({ roleArn: `arn:aws:iam::${aws.memberId}:role/Absent` }) },
    {
      given: "the management role, in a member account",
      changes: () => ({ roleArn: `arn:aws:iam::${aws.memberId}:role/${simulatedRoles.managementRoleName}` }),
    },
    { given: "an account of nobody", changes: () => ({ expectedAccountId: "000000000000" }) },
  ])("is missing for us: $given", async ({ changes }) => {
    expect(await refusalOf(open(changes()))).toEqual({
      code: "role-missing",
      action: "sts:AssumeRole",
      awsCode: "AccessDenied",
    });
    // AWS's refusal is final: to ask again would only make noise in CloudTrail.
    expect(counted("AssumeRole")).toEqual({ AccessDenied: 1 });
  });

  test("nor in a suspended account, whose role AWS refuses alike", async () => {
    aws.simulator.setFaults({ rules: [{ effect: { kind: "suspend-account" }, accountId: aws.memberId }] });
    expect(await refusalOf(open())).toMatchObject({ code: "role-missing", awsCode: "AccessDenied" });
  });

  test("a role that was deleted meanwhile ends the session's calls", async () => {
    const session = await open();
    aws.simulator.setFaults({ rules: [{ effect: { kind: "delete-role" }, accountId: aws.memberId }] });
    expect(await refusalOf(vpcs(session))).toMatchObject({ code: expect.any(String), awsCode: "AuthFailure" });
    expect(await refusalOf(open())).toMatchObject({ code: "role-missing" });
  });

  test.each<{ given: string; code: string; status: number; expected: string }>([
    {
      given: "our own credentials are unknown",
      code: "InvalidClientTokenId",
      status: 403,
      expected: "endpoint-failed",
    },
    { given: "our own credentials expired", code: "ExpiredToken", status: 403, expected: "endpoint-failed" },
    { given: "our signature is wrong", code: "SignatureDoesNotMatch", status: 403, expected: "endpoint-failed" },
    {
      given: "STS is not active in the Region",
      code: "RegionDisabledException",
      status: 403,
      expected: "region-disabled",
    },
    { given: "STS fails", code: "InternalFailure", status: 500, expected: "endpoint-failed" },
    { given: "STS throttles for good", code: "Throttling", status: 400, expected: "throttled" },
  ])("$given: $expected, and not the customer's fault", async ({ code, status, expected }) => {
    const rule = { effect: { kind: "status", status, code }, operation: "AssumeRole" } as const;
    aws.simulator.setFaults({ rules: [rule] });
    expect(await refusalOf(open())).toMatchObject({ code: expected, action: "sts:AssumeRole", awsCode: code });
  });

  test("without the installation's credentials nothing is sent", async () => {
    const access = createAwsAccess({
      endpointUrl: "http://127.0.0.1:1",
      region: "eu-west-1",
      limits: aws.access.limits,
    });
    expect(await refusalOf(open({}, access))).toMatchObject({ code: "endpoint-failed", awsCode: "ECONNREFUSED" });
    await access.close();
  });
});

describe("the request itself", () => {
  test.each<{ given: string; changes: Partial<SessionRequest> }>([
    { given: "an ARN of a user", changes: { roleArn: "arn:aws:iam::111122223333:user/u" } },
    { given: "an ARN with a path that climbs", changes: { roleArn: "arn:aws:iam::111122223333:role/../r" } },
    { given: "a session name with a space", changes: { sessionName: "Acme Holdings" } },
    { given: "a session name with a line end", changes: { sessionName: "sekinin\r\n" } },
    { given: "a session name of 65 characters", changes: { sessionName: "x".repeat(65) } },
  ])("throws RangeError for $given, and calls nothing", async ({ changes }) => {
    await expect(open(changes)).rejects.toThrow(RangeError);
    expect(aws.simulator.calls().total).toBe(0);
  });

  test("an ARN of another account than the expected one is refused before any call", async () => {
    const roleArn = `arn:aws:iam::${aws.managementId}:role/${simulatedRoles.memberRoleName}`;
    expect(await refusalOf(open({ roleArn }))).toMatchObject({ code: "wrong-account" });
    expect(aws.simulator.calls().total).toBe(0);
  });
});

describe("credentials of another account", () => {
  let meddler: Server;
  let access: AwsAccess;

  /** A way to the simulator that changes the account in AssumeRole's request. */
  beforeAll(async () => {
    meddler = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks)
          .toString()
          .replace(`%3A${aws.memberId}%3Arole`, `%3A${aws.managementId}%3Arole`);
        const headers = { ...request.headers, "content-length": String(Buffer.byteLength(body)) };
        const target = new URL(request.url ?? "/", aws.simulator.endpointUrl);
        const upstream = httpRequest(target, { method: request.method ?? "POST", headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        upstream.end(body);
      });
    });
    await new Promise<void>((resolve) => meddler.listen(0, "127.0.0.1", resolve));
    const address = meddler.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    access = createAwsAccess({ endpointUrl: `http://127.0.0.1:${port}`, region: "eu-west-1" });
  });
  afterAll(async () => {
    await access.close();
    await new Promise((resolve) => meddler.close(resolve));
  });

  test("are noticed, and no session is given", async () => {
    expect(await refusalOf(open({}, access))).toEqual({
      code: "wrong-account",
      action: "sts:GetCallerIdentity",
      awsCode: null,
    });
    expect(aws.simulator.calls().rows.find(({ operation }) => operation === "AssumeRole")?.accountId).toBe(
      aws.managementId,
    );
  });

  test("while the same way serves the account that it does not change", async () => {
    const session = await open(
      {
        expectedAccountId: aws.managementId,
        roleArn: `arn:aws:iam::${aws.managementId}:role/${simulatedRoles.memberRoleName}`,
      },
      access,
    );
    await vpcs(session);
  });
});

describe("the session policy", () => {
  const buckets = (session: AwsSession, action: string) =>
    session.call({ service: s3Service, action, region: "eu-west-1" }, never, (client, options) =>
      client.send(new ListBucketsCommand({}), options),
    );

  test("a call that was not asked for is refused before it is sent", async () => {
    const session = await open();
    expect(await refusalOf(buckets(session, "s3:ListAllMyBuckets"))).toEqual({
      code: "access-denied",
      action: "s3:ListAllMyBuckets",
      awsCode: "NotInSessionPolicy",
    });
    expect(counted("ListBuckets")).toEqual({});
  });

  test("a collector that asks one action more under another's name is refused by AWS, though the role allows it", async () => {
    const session = await open();
    expect(await refusalOf(buckets(session, "ec2:DescribeVpcs"))).toMatchObject({
      code: "access-denied",
      awsCode: "AccessDenied",
    });
    expect(counted("ListBuckets")).toEqual({ AccessDenied: 1 });
  });

  test("the same call passes when it was asked for: nothing but the session policy refused it", async () => {
    const session = await open({ actions: ["s3:ListAllMyBuckets"] });
    expect((await buckets(session, "s3:ListAllMyBuckets")).Buckets).toBeInstanceOf(Array);
  });

  test("more actions than one policy holds are as many sessions, each good for its own", async () => {
    const filler = Array.from({ length: 120 }, (_, index) => `iam:Simulate${String(index).padStart(20, "x")}`);
    const session = await open({ actions: [...filler, "ec2:DescribeVpcs", "s3:ListAllMyBuckets"] });
    await vpcs(session);
    await buckets(session, "s3:ListAllMyBuckets");
    const sessions = counted("AssumeRole")["ok"] ?? 0;
    expect(sessions).toBeGreaterThan(1);
    expect(counted("GetCallerIdentity")).toEqual({ ok: sessions });
  });
});

describe("credentials that end", () => {
  test("by AWS's word are renewed once, and the call is made again", async () => {
    const session = await open();
    await vpcs(session);
    aws.simulator.setFaults({
      rules: [{ effect: { kind: "expire-credentials" }, operation: "DescribeVpcs", count: 1 }],
    });
    await vpcs(session);
    expect(counted("DescribeVpcs")).toEqual({ ok: 2, RequestExpired: 1 });
    expect(counted("AssumeRole")).toEqual({ ok: 2 });
    expect(counted("GetCallerIdentity")).toEqual({ ok: 2 });
  });

  test("again and again are not renewed without end", async () => {
    const session = await open();
    aws.simulator.setFaults({ rules: [{ effect: { kind: "expire-credentials" }, operation: "DescribeVpcs" }] });
    expect(await refusalOf(vpcs(session))).toEqual({
      code: "endpoint-failed",
      action: "ec2:DescribeVpcs",
      awsCode: "RequestExpired",
    });
    expect(counted("DescribeVpcs")).toEqual({ RequestExpired: 2 });
  });

  test("many calls that meet it together share a few renewals", async () => {
    const session = await open();
    await vpcs(session);
    aws.simulator.setFaults({
      rules: [{ effect: { kind: "expire-credentials" }, operation: "DescribeVpcs", count: 1 }],
    });
    await Promise.all(Array.from({ length: 10 }, () => vpcs(session)));
    expect(counted("DescribeVpcs")["ok"]).toBe(11);
    expect(counted("AssumeRole")["ok"]).toBeLessThanOrEqual(4);
  });

  test("a role deleted at the renewal is missing, not a time-out", async () => {
    const session = await open();
    aws.simulator.setFaults({
      rules: [
        { effect: { kind: "expire-credentials" }, operation: "DescribeVpcs", count: 1 },
        { effect: { kind: "delete-role" }, operation: "AssumeRole" },
      ],
    });
    expect(await refusalOf(vpcs(session))).toMatchObject({ code: "role-missing", action: "sts:AssumeRole" });
  });

  test("soon are renewed before a call, once for all that wait", async () => {
    const early = new Date(Date.now() - 3_600_000 + 60_000);
    const nearEnd = await simulatedAccess({ simulator: { now: () => early } });
    const session = await openSession(nearEnd.access, nearEnd.request());
    const assumed = () => nearEnd.simulator.calls().rows.find(({ operation }) => operation === "AssumeRole")?.calls;
    expect(assumed()).toBe(1);
    await Promise.all([vpcs(session), vpcs(session), vpcs(session)]);
    expect(assumed()).toBe(2);
    session.close();
    await nearEnd.close();
  });

  test("a caller that gives up during a renewal takes no other caller with it", async () => {
    const early = new Date(Date.now() - 3_600_000 + 60_000);
    const nearEnd = await simulatedAccess({ simulator: { now: () => early } });
    const session = await openSession(nearEnd.access, nearEnd.request());
    nearEnd.simulator.setFaults({ rules: [{ effect: { kind: "latency", latencyMs: 150 }, operation: "AssumeRole" }] });
    const hasty = new AbortController();
    const first = vpcs(session, hasty.signal);
    const other = vpcs(session);
    const outcome = first.catch((error: unknown) => error);
    hasty.abort(new Error("given up"));
    expect(await outcome).toEqual(new Error("given up"));
    expect((await other).Vpcs).toBeInstanceOf(Array);
    session.close();
    await nearEnd.close();
  });
});

describe("a closed session", () => {
  test("makes no more calls and forgets its credentials", async () => {
    const session = await open();
    session.close();
    expect(await refusalOf(vpcs(session))).toEqual({
      code: "endpoint-failed",
      action: "sts:AssumeRole",
      awsCode: "SessionClosed",
    });
    expect(counted("DescribeVpcs")).toEqual({});
    expect(counted("AssumeRole")).toEqual({ ok: 1 });
  });

  test("leaves the shared connections to the others", async () => {
    const [one, other] = [await open(), await open()];
    await vpcs(one);
    one.close();
    await vpcs(other);
    const subnets = await other.call(
      { service: ec2Service, action: "ec2:DescribeSubnets", region: "eu-west-1" },
      never,
      (client, options) => client.send(new DescribeSubnetsCommand({ MaxResults: 100 }), options),
    );
    expect(subnets.Subnets).toBeInstanceOf(Array);
  });
});

test("a signal that ended opens nothing", async () => {
  await expect(open({ signal: AbortSignal.abort(new Error("cancelled")) })).rejects.toThrow("cancelled");
  expect(aws.simulator.calls().total).toBe(0);
});
