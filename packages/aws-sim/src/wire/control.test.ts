import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assume, clientConfig, errorOf } from "../testing/sdk.ts";
import { managementId, memberId, smallHandlers, smallOrganization } from "../testing/small-organization.ts";
import { type Simulator, startWire } from "./simulator.ts";

let simulator: Simulator;
let config: ReturnType<typeof clientConfig>;

beforeAll(async () => {
  simulator = await startWire({ organizations: [smallOrganization], handlers: smallHandlers });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  simulator.setFaults({ rules: [] });
  simulator.setThrottle("published");
  config = clientConfig(simulator.endpointUrl, await assume(simulator.endpointUrl, { accountId: managementId }));
  simulator.resetCalls();
});

const describeVpcs = () => new EC2Client(config).send(new DescribeVpcsCommand({}));
const describeOrganization = () => new OrganizationsClient(config).send(new DescribeOrganizationCommand({}));

/** Of what the answers are made that these tests look into. */
type Answered = { readonly error?: string; readonly total?: number; readonly rows?: unknown };

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${simulator.endpointUrl}/_sim/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, value: (await answer.json()) as Answered };
}

test("another process sets faults and reads them back", async () => {
  const faults = { seed: 3, rules: [{ effect: { kind: "status", status: 500 }, service: "ec2", count: 1 }] };
  expect(await control("PUT", "faults", faults)).toEqual({ status: 200, value: faults });
  expect(await control("GET", "faults")).toEqual({ status: 200, value: faults });
  expect(await errorOf(describeVpcs())).toMatchObject({ status: 500 });
  await describeVpcs();
});

test.each([
  { given: "no rules", body: {}, words: "rules" },
  { given: "a rule of text", body: { rules: ["x"] }, words: "rules[0]" },
  { given: "an unknown kind", body: { rules: [{ effect: { kind: "explode" } }] }, words: "effect.kind" },
  { given: "no effect", body: { rules: [{}] }, words: "effect.kind" },
  { given: "a status without its number", body: { rules: [{ effect: { kind: "status" } }] }, words: "status" },
  { given: "a negative count", body: { rules: [{ effect: { kind: "deny" }, count: -1 }] }, words: "count" },
  { given: "a misspelt field", body: { rules: [{ effect: { kind: "deny" }, acount: "1" }] }, words: "acount" },
  { given: "a number as service", body: { rules: [{ effect: { kind: "deny" }, service: 1 }] }, words: "service" },
  { given: "a seed of text", body: { seed: "1", rules: [] }, words: "seed" },
  { given: "no JSON", body: "{", words: "JSON" },
])("faults with $given are refused by name", async ({ body, words }) => {
  const { status, value } = await control("PUT", "faults", body);
  expect({ status, error: value.error }).toEqual({ status: 400, error: expect.stringContaining(words) });
});

test("calls are counted by account, service, operation, status and code", async () => {
  await assume(simulator.endpointUrl, { accountId: memberId });
  await errorOf(assume(simulator.endpointUrl, { accountId: memberId, externalId: "guess" }));
  await describeVpcs();
  await describeVpcs();
  const { value } = await control("GET", "calls");
  expect(value).toEqual(simulator.calls());
  expect(value.total).toBe(4);
  expect(value.rows).toEqual([
    { accountId: memberId, service: "sts", operation: "AssumeRole", status: 200, code: "ok", calls: 1 },
    { accountId: memberId, service: "sts", operation: "AssumeRole", status: 403, code: "AccessDenied", calls: 1 },
    { accountId: managementId, service: "ec2", operation: "DescribeVpcs", status: 200, code: "ok", calls: 2 },
  ]);
  await control("DELETE", "calls");
  expect(simulator.calls()).toEqual({ total: 0, rows: [] });
});

test("the published throttle answers in the service's code, and is switched from outside", async () => {
  simulator.setThrottle("published");
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      describeOrganization().then(
        () => "ok",
        ({ name }) => name,
      ),
    ),
  );
  expect(answers.filter((each) => each === "ok")).toHaveLength(2);
  expect(answers.filter((each) => each === "TooManyRequestsException")).toHaveLength(3);
  expect((await control("PUT", "throttle", '"off"')).status).toBe(200);
  for (let index = 0; index < 10; index += 1) await describeOrganization();
  expect((await control("PUT", "throttle", '"fast"')).status).toBe(400);
  expect((await control("PUT", "throttle", "0")).status).toBe(400);
});

test("what was planted is told per organisation", async () => {
  expect(await control("GET", "organizations")).toEqual({
    status: 200,
    value: [{ id: smallOrganization.id, managementAccountId: managementId }],
  });
  expect((await control("GET", `planted?organization=${smallOrganization.id}`)).value).toEqual(
    smallOrganization.planted(),
  );
  expect(simulator.planted(smallOrganization.id)).toEqual(smallOrganization.planted());
  expect((await control("GET", "planted?organization=o-other")).status).toBe(404);
  expect(() => simulator.planted("o-other")).toThrow(RangeError);
});

test("a browser's page gets nothing, an unknown path nothing either", async () => {
  expect((await control("GET", "calls", undefined, { origin: "https://example.com" })).status).toBe(403);
  expect((await control("GET", "secrets")).status).toBe(404);
});

test("it listens on loopback only, and a taken port is an error", async () => {
  const port = Number(new URL(simulator.endpointUrl).port);
  expect(new URL(simulator.endpointUrl).hostname).toBe("127.0.0.1");
  await expect(startWire({ organizations: [], handlers: {}, port })).rejects.toThrow("EADDRINUSE");
});

test("closing ends calls that hang", async () => {
  const other = await startWire({ organizations: [smallOrganization], handlers: smallHandlers });
  other.setFaults({ rules: [{ effect: { kind: "hang" } }] });
  const hanging = errorOf(assume(other.endpointUrl));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await other.close();
  // The SDK calls a reset connection a time-out.
  expect((await hanging).name).toBe("TimeoutError");
});

test("a latency of the whole simulator is added to every answer", async () => {
  const slow = await startWire({ organizations: [smallOrganization], handlers: smallHandlers, latencyMs: 80 });
  const started = performance.now();
  await assume(slow.endpointUrl);
  expect(performance.now() - started).toBeGreaterThan(75);
  await slow.close();
});
