import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { FaultEffect } from "@sekinin/aws-sim";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ec2Service, s3Service } from "../collectors/services.ts";
import { AwsRefusal } from "../errors/aws-refusal.ts";
import { createProcessPacer } from "../pacing/process-pacer.ts";
import { type SimulatedAccess, simulatedAccess } from "../testing/simulated-access.ts";
import type { AwsAccess } from "./aws-access.ts";
import { type CallFrame, callAws } from "./call-aws.ts";
import { clientConfig } from "./client-config.ts";
import { createGate } from "./gate.ts";
import { longestAnswerBytes } from "./http-handler.ts";
import { type AwsSession, openSession } from "./open-session.ts";

const never = new AbortController().signal;
let aws: SimulatedAccess;
let session: AwsSession;

beforeAll(async () => {
  aws = await simulatedAccess();
  session = await openSession(aws.access, aws.request());
});
beforeEach(() => {
  aws.simulator.setFaults({ rules: [] });
  aws.simulator.setThrottle("off");
  aws.simulator.resetCalls();
  aws.reports.length = 0;
});
afterAll(async () => {
  session.close();
  await aws.close();
});

const region = "eu-west-1";
const vpcs = (of = session, signal = never) =>
  of.call({ service: ec2Service, action: "ec2:DescribeVpcs", region }, signal, (client, options) =>
    client.send(new DescribeVpcsCommand({ MaxResults: 100 }), options),
  );

/** The refusal of a call, and how long it took. */
async function refusalOf(call: Promise<unknown>): Promise<AwsRefusal & { tookMs: number }> {
  const startedAt = performance.now();
  const error = await call.then(
    () => expect.fail("the call was answered"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AwsRefusal)) throw error;
  return Object.assign(error, { tookMs: performance.now() - startedAt });
}

function fault(effect: FaultEffect, count?: number): void {
  aws.simulator.setFaults({
    rules: [{ effect, operation: "DescribeVpcs", ...(count === undefined ? {} : { count }) }],
  });
}

const attempts = () => aws.reports.filter(({ action }) => action === "ec2:DescribeVpcs").length;

describe("an endpoint that misbehaves for good", () => {
  test.each<{ effect: FaultEffect; code: string; tries: number }>([
    { effect: { kind: "hang" }, code: "timeout", tries: 3 },
    { effect: { kind: "drip", bytesPerSecond: 20 }, code: "timeout", tries: 3 },
    { effect: { kind: "latency", latencyMs: 2_000 }, code: "timeout", tries: 3 },
    { effect: { kind: "cut" }, code: "endpoint-failed", tries: 3 },
    { effect: { kind: "status", status: 500 }, code: "endpoint-failed", tries: 3 },
    { effect: { kind: "status", status: 503, code: "ServiceUnavailable" }, code: "endpoint-failed", tries: 3 },
    { effect: { kind: "malformed-body" }, code: "malformed-answer", tries: 1 },
    { effect: { kind: "wrong-content-type" }, code: "malformed-answer", tries: 1 },
    { effect: { kind: "huge-page", sizeBytes: longestAnswerBytes + 1_000 }, code: "malformed-answer", tries: 1 },
    { effect: { kind: "deny" }, code: "access-denied", tries: 1 },
    { effect: { kind: "throttle" }, code: "throttled", tries: 12 },
    { effect: { kind: "status", status: 400, code: "constructor" }, code: "endpoint-failed", tries: 1 },
  ])("$effect.kind $effect.code: $code after $tries attempts", async ({ effect, code, tries }) => {
    const own = await freshSession();
    fault(effect);
    const refusal = await refusalOf(vpcs(own.session));
    expect(refusal).toMatchObject({ code, action: "ec2:DescribeVpcs" });
    expect(attempts()).toBe(tries);
    // Three deadlines of 400 ms and their pauses; nothing outlives them.
    expect(refusal.tookMs).toBeLessThan(tries === 12 ? 60_000 : 3_000);
    await own.close();
  });

  test.each<{ effect: FaultEffect; code: string }>([
    { effect: { kind: "wrong-content-type" }, code: "malformed-answer" },
    { effect: { kind: "malformed-body" }, code: "malformed-answer" },
    { effect: { kind: "invalid-utf8" }, code: "malformed-answer" },
  ])("$effect.kind from S3, whose answers may be empty: $code", async ({ effect, code }) => {
    const own = await openSession(aws.access, aws.request({ actions: ["s3:ListAllMyBuckets"] }));
    aws.simulator.setFaults({ rules: [{ effect, operation: "ListBuckets" }] });
    const call = own.call({ service: s3Service, action: "s3:ListAllMyBuckets", region }, never, (client, options) =>
      client.send(new ListBucketsCommand({}), options),
    );
    expect(await refusalOf(call)).toMatchObject({ code, action: "s3:ListAllMyBuckets" });
    own.close();
  });

  test("an XML entity bomb is not opened, and the process lives", async () => {
    fault({ kind: "hostile-body" });
    expect(await refusalOf(vpcs())).toMatchObject({ code: "malformed-answer" });
  });

  test("nothing listens: endpoint-failed", async () => {
    const gone = await simulatedAccess();
    const own = await openSession(gone.access, gone.request());
    await gone.simulator.close();
    expect(await refusalOf(vpcs(own))).toMatchObject({ code: "endpoint-failed" });
    own.close();
    await gone.access.close();
  });
});

/** A session with a pacer of its own, that no other test's throttles slow down. */
async function freshSession(): Promise<{ session: AwsSession; close(): Promise<void> }> {
  const access: AwsAccess = { ...aws.access, pacer: createProcessPacer() };
  const own = await openSession(access, aws.request());
  return { session: own, close: async () => own.close() };
}

describe("an endpoint that fails in passing", () => {
  test.each<{ effect: FaultEffect; count: number }>([
    { effect: { kind: "hang" }, count: 1 },
    { effect: { kind: "drip", bytesPerSecond: 20 }, count: 1 },
    { effect: { kind: "cut" }, count: 2 },
    { effect: { kind: "status", status: 500 }, count: 2 },
    { effect: { kind: "throttle" }, count: 2 },
  ])("$effect.kind, $count times: the answer comes all the same", async ({ effect, count }) => {
    const own = await freshSession();
    fault(effect, count);
    expect((await vpcs(own.session)).Vpcs).toBeInstanceOf(Array);
    expect(attempts()).toBe(count + 1);
    await own.close();
  });

  test("a slow answer within the deadline is an answer", async () => {
    fault({ kind: "latency", latencyMs: 150 });
    expect((await vpcs()).Vpcs).toBeInstanceOf(Array);
    expect(attempts()).toBe(1);
  });
});

describe("throttles", () => {
  test("are counted, reported, and slow the pacer down", async () => {
    const penalties: string[] = [];
    const pacer = createProcessPacer();
    const access: AwsAccess = {
      ...aws.access,
      pacer: {
        take: pacer.take,
        penalise: async (key) => {
          penalties.push(`${key.scope} ${key.region} ${key.api}`);
          await pacer.penalise(key);
        },
      },
    };
    const own = await openSession(access, aws.request());
    fault({ kind: "throttle" }, 2);
    await vpcs(own);
    expect(penalties).toEqual(Array(2).fill(`${aws.memberId} eu-west-1 ec2:DescribeVpcs`));
    expect(own.counts()).toEqual({ calls: 5, throttles: 2 });
    const outcomes = aws.reports.filter(({ action }) => action === "ec2:DescribeVpcs").map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["throttled", "throttled", "answered"]);
    own.close();
  });

  test("of an endpoint at AWS's published rates do not come about", async () => {
    const own = await freshSession();
    aws.simulator.setThrottle("published");
    await Promise.all(Array.from({ length: 110 }, () => vpcs(own.session)));
    expect(own.session.counts().throttles).toBe(0);
    await own.close();
  });

  test("of an endpoint at a tenth of them are lived through: no call is lost", async () => {
    const own = await freshSession();
    aws.simulator.setThrottle(0.1);
    await Promise.all(Array.from({ length: 16 }, () => vpcs(own.session)));
    expect(own.session.counts().throttles).toBeGreaterThan(0);
    await own.close();
  });
});

describe("a caller that gives up", () => {
  const reason = new Error("the time for this account is used up");

  test("ends a call that hangs at once, with its own reason", async () => {
    fault({ kind: "hang" });
    const end = new AbortController();
    const startedAt = performance.now();
    setTimeout(() => end.abort(reason), 100);
    await expect(vpcs(session, end.signal)).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(350);
    expect(attempts()).toBe(1);
  });

  test("ends the pause before another attempt", async () => {
    fault({ kind: "status", status: 500 });
    const end = new AbortController();
    const access: AwsAccess = {
      ...aws.access,
      limits: { ...aws.access.limits, pauseMs: 60_000, longestPauseMs: 60_000 },
    };
    const own = await openSession(access, aws.request());
    setTimeout(() => end.abort(reason), 100);
    await expect(vpcs(own, end.signal)).rejects.toBe(reason);
    own.close();
  });

  test("while the pacer let it through sends nothing", async () => {
    const end = new AbortController();
    const access: AwsAccess = {
      ...aws.access,
      pacer: { take: async () => end.abort(reason), penalise: async () => {} },
    };
    let sent = 0;
    const call = callAws(frame({ access, signal: end.signal }), async () => {
      sent += 1;
    });
    await expect(call).rejects.toBe(reason);
    expect(sent).toBe(0);
  });

  test("leaves its place in the gates to the next", async () => {
    const gate = createGate(1);
    const end = new AbortController();
    const first = callAws(frame({ gates: [gate], signal: end.signal }), () => new Promise(() => {}));
    const second = callAws(frame({ gates: [gate] }), async () => "second");
    end.abort(reason);
    await expect(first).rejects.toBe(reason);
    await expect(second).resolves.toBe("second");
  });
});

function frame(changes: Partial<CallFrame> = {}): CallFrame {
  const key = { scope: "111122223333", region, api: "ec2:DescribeVpcs" };
  return { access: aws.access, key, gates: [], signal: never, count: () => {}, ...changes };
}

describe("calls in flight", () => {
  test.each([1, 3])("of one account are never more than %d", async (inFlightPerAccount) => {
    const access: AwsAccess = {
      ...aws.access,
      pacer: createProcessPacer(),
      limits: { ...aws.access.limits, inFlightPerAccount },
    };
    const own = await openSession(access, aws.request());
    const most = await mostInFlight(own, 12);
    expect(most).toBe(inFlightPerAccount);
    own.close();
  });

  test("of a process are never more than its gate lets through", async () => {
    const access: AwsAccess = { ...aws.access, pacer: createProcessPacer(), gate: createGate(4) };
    const [one, other] = [await openSession(access, aws.request()), await openSession(access, aws.request())];
    let inFlight = 0;
    let most = 0;
    const call = (of: AwsSession) =>
      of.call({ service: ec2Service, action: "ec2:DescribeVpcs", region }, never, async () => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inFlight -= 1;
      });
    await Promise.all(Array.from({ length: 24 }, (_, index) => call(index % 2 === 0 ? one : other)));
    expect(most).toBe(4);
    one.close();
    other.close();
  });

  /** Most sends of one session that overlapped. */
  async function mostInFlight(of: AwsSession, count: number): Promise<number> {
    let inFlight = 0;
    let most = 0;
    const call = () =>
      of.call({ service: ec2Service, action: "ec2:DescribeVpcs", region }, never, async (client, options) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        await client.send(new DescribeVpcsCommand({ MaxResults: 100 }), options).finally(() => {
          inFlight -= 1;
        });
      });
    await Promise.all(Array.from({ length: count }, call));
    return most;
  }
});

describe("callAws", () => {
  test("gives a refusal of ours on as it is, without another attempt", async () => {
    const refusal = new AwsRefusal("wrong-account", "sts:GetCallerIdentity", null);
    let sent = 0;
    const call = callAws(frame(), () => {
      sent += 1;
      return Promise.reject(refusal);
    });
    await expect(call).rejects.toBe(refusal);
    expect(sent).toBe(1);
  });

  test("a send that throws before its promise is classified like any other", async () => {
    const refusal = await refusalOf(
      callAws(frame(), () => {
        throw new TypeError("not iterable");
      }),
    );
    expect(refusal).toMatchObject({ code: "malformed-answer" });
    expect(refusal.cause).toBeInstanceOf(TypeError);
  });

  test("a send that hears nothing of its signal is left behind at the deadline", async () => {
    const refusal = await refusalOf(callAws(frame(), () => new Promise(() => {})));
    expect(refusal).toMatchObject({ code: "timeout", awsCode: "TimeoutError" });
    expect(refusal.tookMs).toBeLessThan(2_000);
  });

  test("the installation's credentials may call STS and nothing else", async () => {
    const own = async () => ({ accessKeyId: "AKIAINSTALLATION", secretAccessKey: "any" });
    const config = clientConfig(aws.access, region, own);
    const sts = new STSClient(config);
    const identity = await callAws(frame(), (abortSignal) =>
      sts.send(new GetCallerIdentityCommand({}), { abortSignal }),
    );
    expect(identity.Account).toBe("999999999999");
    const ec2 = new EC2Client(config);
    const refusal = await refusalOf(
      callAws(frame(), (abortSignal) => ec2.send(new DescribeVpcsCommand({}), { abortSignal })),
    );
    expect(refusal).toMatchObject({ code: "access-denied", awsCode: "UnauthorizedOperation" });
  });
});
