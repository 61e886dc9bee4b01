import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OrganizationFacts } from "../organization-facts.ts";
import { memberRoleArn, requiredActions } from "../permissions/index.ts";
import { type AwsSession, openSession } from "../session/open-session.ts";
import { type SimulatedAccess, simulatedAccess, simulatedRoles } from "../testing/simulated-access.ts";
import { guardDutyPrincipal, readOrganizationFacts } from "./read-organization-facts.ts";

let simulated: SimulatedAccess;
const sessions: AwsSession[] = [];

beforeAll(async () => {
  simulated = await simulatedAccess({
    organization: { seed: 9, accounts: 60 },
    access: { limits: { callMs: 2_000, transientAttempts: 2 } },
  });
});
afterEach(() => {
  simulated.simulator.setFaults({ rules: [] });
  for (const session of sessions.splice(0)) session.close();
});
afterAll(() => simulated.close());

async function open(accountId: string): Promise<AwsSession> {
  const isManagement = accountId === simulated.managementId;
  const name = isManagement ? simulatedRoles.managementRoleName : simulatedRoles.memberRoleName;
  const session = await openSession(
    simulated.access,
    simulated.request({
      roleArn: memberRoleArn("aws", accountId, name),
      expectedAccountId: accountId,
      actions: requiredActions(isManagement ? "management" : "member"),
    }),
  );
  sessions.push(session);
  return session;
}

async function factsWith(
  changes: { regions?: readonly string[] | null; administrators?: readonly string[]; openMember?: typeof open } = {},
): Promise<OrganizationFacts> {
  const planted = simulated.organization.delegatedAdministrators.map(({ accountId }) => accountId);
  return readOrganizationFacts(await open(simulated.managementId), {
    reading: {
      delegatedAdministrators: (changes.administrators ?? planted).map((accountId) => ({
        accountId,
        servicePrincipals: [guardDutyPrincipal],
      })),
    },
    openMember: changes.openMember ?? open,
    regions: changes.regions ?? ["eu-west-1", "us-east-1"],
    signal: new AbortController().signal,
  });
}

test("members are those that the administrator lists as enabled, page by page", async () => {
  const { guardDutyMembers, rootCredentialsManaged, unread } = await factsWith();
  expect(unread).toEqual([]);
  expect(rootCredentialsManaged).toBe(simulated.organization.rootCredentialsManaged);
  expect(Object.keys(guardDutyMembers)).toEqual(["eu-west-1", "us-east-1"]);
  for (const [region, members] of Object.entries(guardDutyMembers)) {
    const planted = simulated.organization.guardDutyMembers(region).filter(({ status }) => status === "Enabled");
    expect(planted.length).toBeGreaterThan(20);
    expect(members).toEqual({ status: "read", value: planted.map(({ accountId }) => accountId) });
  }
});

test("the facts are plain JSON", async () => {
  const facts = await factsWith();
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
});

test("without an administrator every account is asked itself", async () => {
  expect(await factsWith({ administrators: [] })).toMatchObject({ guardDutyMembers: {}, unread: [] });
});

describe("what is refused is named, and no member is believed", () => {
  test.each([
    { service: "guardduty", operation: "ListMembers", action: "guardduty:ListMembers" },
    { service: "guardduty", operation: "ListDetectors", action: "guardduty:ListDetectors" },
  ])("$operation", async ({ service, operation, action }) => {
    simulated.simulator.setFaults({ rules: [{ effect: { kind: "deny" }, service, operation, region: "eu-west-1" }] });
    const { guardDutyMembers, unread } = await factsWith();
    expect(unread).toMatchObject([{ code: "access-denied", action }]);
    expect(guardDutyMembers["eu-west-1"]?.status).toBe("unread");
    expect(guardDutyMembers["us-east-1"]?.status).toBe("read");
  });

  test("the list of root credentials' features", async () => {
    const rule = { effect: { kind: "deny" }, service: "iam", operation: "ListOrganizationsFeatures" } as const;
    simulated.simulator.setFaults({ rules: [rule] });
    expect(await factsWith({ administrators: [] })).toMatchObject({
      rootCredentialsManaged: null,
      unread: [{ code: "access-denied", action: "iam:ListOrganizationsFeatures" }],
    });
  });

  test("the administrator's account", async () => {
    simulated.simulator.setFaults({ rules: [{ effect: { kind: "delete-role" }, operation: "AssumeRole" }] });
    const administrator = simulated.organization.delegatedAdministrators[0]?.accountId ?? "";
    const openMember = (id: string) =>
      openSession(
        simulated.access,
        simulated.request({ expectedAccountId: id, roleArn: memberRoleArn("aws", id, "Absent") }),
      );
    simulated.simulator.setFaults({ rules: [] });
    expect(await factsWith({ administrators: [administrator], openMember })).toMatchObject({
      guardDutyMembers: {},
      unread: [{ code: "role-missing" }],
    });
  });
});

test("without trusted access for IAM root credentials are not managed", async () => {
  simulated.simulator.setFaults({
    rules: [
      {
        effect: { kind: "status", status: 400, code: "ServiceAccessNotEnabled" },
        service: "iam",
        operation: "ListOrganizationsFeatures",
      },
    ],
  });
  expect(await factsWith({ administrators: [] })).toMatchObject({ rootCredentialsManaged: false, unread: [] });
});
