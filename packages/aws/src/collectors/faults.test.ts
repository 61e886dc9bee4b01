import type { FaultEffect } from "@sekinin/aws-sim";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readSimulated, unreadIn } from "../testing/read-simulated.ts";
import { type SimulatedAccess, simulatedAccess } from "../testing/simulated-access.ts";

const regions = ["eu-west-1", "us-east-1"];
let simulated: SimulatedAccess;

beforeAll(async () => {
  simulated = await simulatedAccess({
    organization: { seed: 11, accounts: 8 },
    access: { limits: { callMs: 1_500, throttleAttempts: 2, transientAttempts: 2, pages: 12, items: 5_000 } },
  });
});
afterEach(() => simulated.simulator.setFaults({ rules: [] }));
afterAll(() => simulated.close());

const functions = { service: "lambda", operation: "ListFunctions" };

type Case = { readonly given: string; readonly effect: FaultEffect; readonly code: string };
const cases: readonly Case[] = [
  { given: "throttles without end", effect: { kind: "throttle" }, code: "throttled" },
  { given: "hangs", effect: { kind: "hang" }, code: "timeout" },
  { given: "drips", effect: { kind: "drip", bytesPerSecond: 5 }, code: "timeout" },
  { given: "is cut in the middle", effect: { kind: "cut" }, code: "endpoint-failed" },
  { given: "answers 503", effect: { kind: "status", status: 503 }, code: "endpoint-failed" },
  { given: "has pages without end", effect: { kind: "endless-pages" }, code: "too-many-items" },
  { given: "repeats its token", effect: { kind: "same-token" }, code: "too-many-items" },
  { given: "sends half a body", effect: { kind: "malformed-body" }, code: "malformed-answer" },
  { given: "sends 10 MB", effect: { kind: "huge-page", sizeBytes: 10_000_000 }, code: "malformed-answer" },
  { given: "sends a web page", effect: { kind: "wrong-content-type" }, code: "malformed-answer" },
  { given: "sends JSON nested 100,000 deep", effect: { kind: "hostile-body" }, code: "malformed-answer" },
  { given: "denies", effect: { kind: "deny" }, code: "access-denied" },
];

test.each(cases)("a call that $given is $code, and nothing else suffers", async ({ effect, code }) => {
  simulated.simulator.setFaults({ rules: [{ effect, ...functions, region: "eu-west-1" }] });
  const started = performance.now();
  const { facts } = await readSimulated(simulated, simulated.memberId, { regions });
  expect(performance.now() - started).toBeLessThan(15_000);
  const gaps = unreadIn(facts).filter((gap) => gap.code !== "value-encrypted");
  const listing = facts.listings.findIndex(
    ({ resourceType, region }) => resourceType === "AWS::Lambda::Function" && region === "eu-west-1",
  );
  expect(gaps).toEqual([{ at: `listings.${listing}.resources`, code, action: "lambda:ListFunctions" }]);
});

const xmlCases: readonly Case[] = [
  { given: "an XML entity bomb", effect: { kind: "hostile-body" }, code: "malformed-answer" },
  { given: "half an XML body", effect: { kind: "malformed-body" }, code: "malformed-answer" },
  { given: "10 MB of XML", effect: { kind: "huge-page", sizeBytes: 10_000_000 }, code: "malformed-answer" },
  { given: "a web page", effect: { kind: "wrong-content-type" }, code: "malformed-answer" },
];

test.each(xmlCases)("$given from EC2 is $code, not an empty Region", async ({ effect, code }) => {
  simulated.simulator.setFaults({
    rules: [{ effect, service: "ec2", operation: "DescribeVpcs", region: "eu-west-1" }],
  });
  const { facts } = await readSimulated(simulated, simulated.memberId, { regions });
  const vpcs = facts.listings.find(
    ({ resourceType, region }) => resourceType === "AWS::EC2::VPC" && region === "eu-west-1",
  );
  expect(vpcs?.resources).toMatchObject({ status: "unread", reason: { code, action: "ec2:DescribeVpcs" } });
  // Whether there is a VPC is not known, so what lives in one was asked for.
  const groups = facts.listings.find(
    ({ resourceType, region }) => resourceType === "AWS::EC2::SecurityGroup" && region === "eu-west-1",
  );
  expect(groups?.resources.status).toBe("read");
});

test("a throttle, a 500 and a cut that pass leave no gap", async () => {
  simulated.simulator.setFaults({
    rules: [
      { effect: { kind: "throttle" }, ...functions, count: 1 },
      { effect: { kind: "status", status: 500 }, service: "kms", operation: "ListKeys", count: 1 },
      { effect: { kind: "cut" }, service: "config", operation: "DescribeConfigurationRecorders", count: 1 },
    ],
  });
  const { facts, throttles } = await readSimulated(simulated, simulated.memberId, { regions });
  expect(unreadIn(facts).filter(({ code }) => code !== "value-encrypted")).toEqual([]);
  expect(throttles).toBe(1);
});

test("a Region that is switched off in mid-crawl is region-disabled, the others are whole", async () => {
  simulated.simulator.setFaults({
    rules: [{ effect: { kind: "opt-out-region" }, region: "us-east-1", accountId: simulated.memberId, service: "kms" }],
  });
  const { facts } = await readSimulated(simulated, simulated.memberId, { regions });
  const gaps = unreadIn(facts).filter((gap) => gap.code !== "value-encrypted");
  expect(new Set(gaps.map(({ code }) => code))).toEqual(new Set(["region-disabled"]));
  expect(gaps.length).toBeGreaterThan(0);
  const spoiled = new Set(gaps.map(({ at }) => facts.listings[Number(at.split(".")[1])]?.region));
  expect([...spoiled].filter((region) => region !== "global")).toEqual(["us-east-1"]);
});

test("credentials that expire in mid-crawl are renewed, and nothing is lost", async () => {
  simulated.simulator.setFaults({
    rules: [{ effect: { kind: "expire-credentials" }, accountId: simulated.memberId, after: 20, count: 1 }],
  });
  const { facts } = await readSimulated(simulated, simulated.memberId, { regions });
  expect(unreadIn(facts).filter(({ code }) => code !== "value-encrypted")).toEqual([]);
});

test("a bucket that S3 forgets for a moment is asked for once more", async () => {
  const owner = [...simulated.organization.accountIds()].find(
    (id) =>
      simulated.organization.account(id)?.state === "ACTIVE" &&
      (simulated.organization.account(id)?.contents().buckets.length ?? 0) > 0,
  );
  const read = async (count: number) => {
    simulated.simulator.setFaults({
      rules: [
        {
          effect: { kind: "status", status: 404, code: "NoSuchBucket" },
          service: "s3",
          operation: "GetBucketPolicy",
          count,
        },
      ],
    });
    const { facts } = await readSimulated(simulated, owner ?? "", { regions: ["eu-west-1"] });
    return unreadIn(facts).filter(({ code }) => code !== "value-encrypted");
  };
  expect(await read(1)).toEqual([]);
  expect(await read(1_000)).not.toEqual([]);
});

test("when the account's time is up, what was not read is timeout and the rest stands", async () => {
  simulated.simulator.setFaults({ rules: [{ effect: { kind: "latency", latencyMs: 1_000 }, region: "eu-west-1" }] });
  const { facts } = await readSimulated(simulated, simulated.memberId, { regions, seconds: 0.8 });
  const gaps = unreadIn(facts).filter((gap) => gap.code !== "value-encrypted");
  expect(gaps.length).toBeGreaterThan(0);
  expect(new Set(gaps.map(({ code }) => code))).toEqual(new Set(["timeout"]));
});

test("a step that is given up ends at once with its reason", async () => {
  simulated.simulator.setFaults({ rules: [{ effect: { kind: "hang" }, service: "ec2" }] });
  const stop = new AbortController();
  const reading = readSimulated(simulated, simulated.memberId, { regions, signal: stop.signal });
  const outcome = reading.then(
    () => null,
    (error: unknown) => error,
  );
  setTimeout(() => stop.abort(new Error("cancelled")), 200);
  expect(await outcome).toEqual(new Error("cancelled"));
});
