import { createOrganization, type FaultRule, startSimulator } from "@sekinin/aws-sim";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connectionTestCodes, connectionTestSteps, memberRoleArn } from "../permissions/index.ts";
import { createAwsAccess } from "../session/aws-access.ts";
import { type SimulatedAccess, simulatedAccess, simulatedRoles } from "../testing/simulated-access.ts";
import { type ConnectionTestRequest, type ConnectionTestStep, testConnection } from "./test-connection.ts";

let simulated: SimulatedAccess;
beforeAll(async () => {
  simulated = await simulatedAccess({
    organization: { seed: 4, accounts: 12 },
    access: { limits: { callMs: 1_000, throttleAttempts: 2, transientAttempts: 2 } },
  });
});
afterEach(() => simulated.simulator.setFaults({ rules: [] }));
afterAll(() => simulated.close());

async function run(
  changes: Partial<ConnectionTestRequest> = {},
  access = simulated.access,
): Promise<readonly ConnectionTestStep[]> {
  const steps: ConnectionTestStep[] = [];
  const request = {
    managementRoleArn: memberRoleArn("aws", simulated.managementId, simulatedRoles.managementRoleName),
    memberRoleName: simulatedRoles.memberRoleName,
    externalId: simulatedRoles.externalId,
    ...changes,
  };
  for await (const step of testConnection(access, request)) steps.push(step);
  return steps;
}

const wordsOf = (steps: readonly ConnectionTestStep[]) => steps.map(({ outcome, code }) => `${outcome} ${code}`);
const passed = "passed as-expected";
const skipped = "skipped not-reached";
const skips = (count: number) => Array.from({ length: count }, () => skipped);

test("a sound connection passes every step, and says whose organisation it is", async () => {
  const steps = await run();
  expect(steps.map(({ step }) => step)).toEqual(connectionTestSteps);
  expect(wordsOf(steps)).toEqual(connectionTestSteps.map(() => passed));
  expect(steps.find(({ step }) => step === "organization")).toMatchObject({
    organizationId: simulated.organization.id,
    managementAccountId: simulated.managementId,
  });
  const member = steps.find(({ step }) => step === "member-assume")?.accountId ?? "";
  expect(simulated.organization.account(member)?.state).toBe("ACTIVE");
  expect(member).not.toBe(simulated.managementId);
});

test("every step is there exactly once, whatever fails, and every code has words", async () => {
  for (const rules of [
    [],
    [{ effect: { kind: "deny" }, service: "organizations" }],
    [{ effect: { kind: "hang" }, service: "sts" }],
  ] as const) {
    simulated.simulator.setFaults({ rules: [...rules] as FaultRule[] });
    const steps = await run();
    expect(steps.map(({ step }) => step)).toEqual(connectionTestSteps);
    for (const { code } of steps) expect(connectionTestCodes[code].text.ja).not.toBe("");
  }
});

describe("what is wrong is told where it is", () => {
  const managementFails = (code: string) => [`failed ${code}`, ...skips(6)];
  const memberFails = (code: string) => [passed, passed, passed, passed, `failed ${code}`, ...skips(2)];
  const arnOf = (name: string) => memberRoleArn("aws", simulated.managementId, name);

  test.each([
    { given: "no ARN", changes: () => ({ managementRoleArn: "" }), words: managementFails("role-arn-invalid") },
    {
      given: "an ARN with a wildcard",
      changes: () => ({ managementRoleArn: arnOf("Read").replace("Read", "*") }),
      words: managementFails("role-arn-invalid"),
    },
    {
      given: "an absent role",
      changes: () => ({ managementRoleArn: arnOf("Absent") }),
      words: managementFails("role-refused"),
    },
    {
      given: "an unknown account",
      changes: () => ({ managementRoleArn: memberRoleArn("aws", "123412341234", "Read") }),
      words: managementFails("role-refused"),
    },
    {
      given: "another external id",
      changes: () => ({ externalId: "of-another-tenant" }),
      words: managementFails("role-refused"),
    },
    {
      given: "an absent member role",
      changes: () => ({ memberRoleName: "Absent" }),
      words: memberFails("role-refused"),
    },
  ])("$given", async ({ changes, words }) => {
    expect(wordsOf(await run(changes()))).toEqual(words);
  });

  test.each<{ given: string; rule: FaultRule; words: readonly string[] }>([
    {
      given: "Organizations denied",
      rule: { effect: { kind: "deny" }, service: "organizations", operation: "DescribeOrganization" },
      words: [passed, passed, passed, "failed organization-unreadable", ...skips(3)],
    },
    {
      given: "the list of accounts denied",
      rule: { effect: { kind: "deny" }, service: "organizations", operation: "ListAccounts" },
      words: [passed, passed, passed, "failed organization-unreadable", ...skips(3)],
    },
    {
      given: "STS throttling throughout",
      rule: { effect: { kind: "throttle" }, service: "sts", operation: "AssumeRole" },
      words: managementFails("endpoint-failed"),
    },
    {
      given: "STS failing throughout",
      rule: { effect: { kind: "status", status: 500 }, service: "sts", operation: "AssumeRole" },
      words: managementFails("endpoint-failed"),
    },
    {
      given: "STS hanging",
      rule: { effect: { kind: "hang" }, service: "sts", operation: "AssumeRole" },
      words: managementFails("endpoint-failed"),
    },
    {
      given: "STS answering garbage",
      rule: { effect: { kind: "malformed-body" }, service: "sts", operation: "AssumeRole" },
      words: managementFails("endpoint-failed"),
    },
  ])("$given", async ({ rule, words }) => {
    simulated.simulator.setFaults({ rules: [rule] });
    expect(wordsOf(await run())).toEqual(words);
  });

  test.each([
    { given: "a throttle", effect: { kind: "throttle" } as const },
    { given: "a server's error", effect: { kind: "status", status: 503 } as const },
    { given: "a time-out", effect: { kind: "hang" } as const },
  ])("$given in place of a refusal proves nothing", async ({ effect }) => {
    // The first call enters, the two attempts after it are the one without an external id.
    simulated.simulator.setFaults({ rules: [{ effect, service: "sts", operation: "AssumeRole", after: 1, count: 2 }] });
    const words = wordsOf(await run());
    expect(words.slice(0, 3)).toEqual([passed, "failed refusal-not-proven", passed]);
  });
});

describe("a role that lets others in", () => {
  async function withOpenRoles(work: (open: SimulatedAccess) => Promise<void>): Promise<void> {
    const { id, actions } = { id: simulated.managementId, actions: ["organizations:*", "iam:*"] };
    const role = (name: string) => ({ name, trustedPrincipals: ["*"], externalId: null, actions, deny: [] });
    const roles = [role(simulatedRoles.managementRoleName), role(simulatedRoles.memberRoleName)];
    const open = await simulatedAccess({ organization: { seed: 4, accounts: 12, overrides: { [id]: { roles } } } });
    try {
      await work(open);
    } finally {
      await open.close();
    }
  }

  test("is unsafe, in both ways of asking", async () => {
    await withOpenRoles(async (open) => {
      // As for an endpoint that is not this machine: the address is the same, the judgement is not.
      const steps = await run({}, { ...open.access, isLoopback: false });
      expect(wordsOf(steps)).toEqual([
        passed,
        "failed accepts-no-external-id",
        "failed accepts-any-external-id",
        passed,
        passed,
        passed,
        passed,
      ]);
    });
  });

  test("is a warning where the endpoint is this machine, as moto checks no external id", async () => {
    await withOpenRoles(async (open) => {
      const words = wordsOf(await run({}, open.access));
      expect(words.slice(1, 3)).toEqual(["warning accepts-no-external-id", "warning accepts-any-external-id"]);
    });
  });

  test("gets no credentials that could do anything", async () => {
    await withOpenRoles(async (open) => {
      await run({}, open.access);
      const assumed = open.reports.filter(({ action }) => action === "sts:AssumeRole").length;
      const identified = open.reports.filter(({ action }) => action === "sts:GetCallerIdentity").length;
      // Of the six sessions asked for only the two of the connection itself are used at all.
      expect({ assumed, identified }).toEqual({ assumed: 6, identified: 2 });
    });
  });
});

test("an organisation without other accounts is a warning", async () => {
  const organization = createOrganization({ seed: 4, accounts: 1, roles: simulatedRoles });
  const simulator = await startSimulator({ organizations: [organization] });
  const access = createAwsAccess({ endpointUrl: simulator.endpointUrl, region: "eu-west-1" });
  const arn = memberRoleArn("aws", organization.managementAccountId, simulatedRoles.managementRoleName);
  const words = wordsOf(await run({ managementRoleArn: arn }, access));
  expect(words).toEqual([passed, passed, passed, passed, "warning no-member-account", skipped, skipped]);
  await access.close();
  await simulator.close();
});

test("a new role that is not known everywhere yet is tried again within the patience", async () => {
  simulated.simulator.setFaults({
    rules: [{ effect: { kind: "deny" }, service: "sts", operation: "AssumeRole", count: 1 }],
  });
  const [first] = await run({ patienceSeconds: 10 });
  expect(first).toMatchObject({ step: "management-assume", outcome: "passed" });
}, 20_000);

test("a test that is given up ends with its reason", async () => {
  simulated.simulator.setFaults({ rules: [{ effect: { kind: "hang" }, service: "sts" }] });
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("stopping")), 100);
  await expect(run({ signal: stop.signal })).rejects.toThrow("stopping");
});
