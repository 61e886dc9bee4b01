import {
  type AwsAccess,
  createAwsAccess,
  createMemoryPageStore,
  openSession,
  readAccount,
  readOrganization,
  readOrganizationFacts,
  testConnection,
} from "@sekinin/aws";
import { requiredActions } from "@sekinin/aws/permissions";
import {
  createInProcessSimulator,
  createOrganization,
  type OrganizationOptions,
  type SimulatedOrganization,
  type Simulator,
  startSimulator,
} from "@sekinin/aws-sim";
import type { AccountFacts } from "@sekinin/responsibility";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInProcessAccess } from "./in-process-access.ts";

const roles = { managementRoleName: "SekininManagement", memberRoleName: "SekininMember", externalId: "in-process-1" };
const signal = new AbortController().signal;
const options: OrganizationOptions = { seed: 7, accounts: 12, roles };

/** The same organisation with one account without a role, and two that deny parts. */
function organizations(): SimulatedOrganization {
  const plain = createOrganization(options);
  const members = [...plain.accountIds()].filter(
    (id) => id !== plain.managementAccountId && plain.account(id)?.state === "ACTIVE",
  );
  const [blind = "", half = "", whole = ""] = members.slice(3);
  const denies = ["s3:GetBucketPolicy", "kms:ListKeys", "iam:GetCredentialReport", "ec2:DescribeVpcs"];
  return createOrganization({
    ...options,
    overrides: { [blind]: { roles: [] }, [half]: { denies }, [whole]: { denies: ["*"] } },
  });
}

let organization: SimulatedOrganization;
let simulator: Simulator;
let wire: AwsAccess;
let inside: AwsAccess;

beforeAll(async () => {
  organization = organizations();
  simulator = await startSimulator({ organizations: [organization], throttle: "off" });
  wire = createAwsAccess({ endpointUrl: simulator.endpointUrl, region: "us-east-1", limits: { pauseMs: 1 } });
  // Each with objects of its own: credential reports are made once and kept with the account.
  inside = createInProcessAccess(createInProcessSimulator([organizations()]), { pauseMs: 1 });
});
afterAll(async () => {
  await wire.close();
  await inside.close();
  await simulator.close();
});

function open(access: AwsAccess, accountId: string, scope: "management" | "member") {
  const name = scope === "management" ? roles.managementRoleName : roles.memberRoleName;
  return openSession(access, {
    roleArn: `arn:aws:iam::${accountId}:role/${name}`,
    externalId: roles.externalId,
    sessionName: "sekinin-in-process",
    expectedAccountId: accountId,
    actions: requiredActions(scope),
    signal,
  });
}

/** Facts of an account, or the refusal to let us in; with the calls that it took. */
async function accountBy(access: AwsAccess, accountId: string): Promise<unknown> {
  try {
    const session = await open(access, accountId, "member");
    const facts = await readAccount(session, { regions: null, organization: null, signal, seconds: 60 });
    return { facts: inOrder(facts), calls: session.counts() };
  } catch (error) {
    return error instanceof Error && "reason" in error ? error.reason : String(error);
  }
}

/** Lists are read side by side: their order says nothing, nor does when they were read. */
function inOrder({ observedAt: _at, listings, ...facts }: AccountFacts) {
  const key = ({ resourceType, region }: (typeof listings)[number]) => `${resourceType} ${region}`;
  return { ...facts, listings: listings.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

async function organizationBy(access: AwsAccess) {
  const management = await open(access, organization.managementAccountId, "management");
  const reading = await readOrganization(management, { pages: createMemoryPageStore(), signal });
  const openMember = (id: string) => open(access, id, "member");
  const facts = await readOrganizationFacts(management, { reading, openMember, regions: null, signal });
  return { reading, facts, calls: management.counts() };
}

describe("in process and over the wire", () => {
  test("every account is the same: whole, half denied, wholly denied, without a role, suspended", async () => {
    let refused = 0;
    for (const id of organization.accountIds()) {
      const [left, right] = [await accountBy(inside, id), await accountBy(wire, id)];
      expect(left).toEqual(right);
      if (typeof right === "object" && right !== null && "code" in right) refused += 1;
      else expect(JSON.stringify(right).length).toBeGreaterThan(1_000);
    }
    expect(refused).toBeGreaterThan(0);
  }, 120_000);

  test("the organisation is the same, page by page", async () => {
    const [left, right] = [await organizationBy(inside), await organizationBy(wire)];
    expect(left).toEqual(right);
    expect(right.reading.accounts).toHaveLength(12);
    expect(right.reading.policies.length).toBeGreaterThan(1);
  });

  test("a test of the connection proves the same", async () => {
    const request = {
      managementRoleArn: `arn:aws:iam::${organization.managementAccountId}:role/${roles.managementRoleName}`,
      ...roles,
    };
    const steps = async (access: AwsAccess) => {
      const found = [];
      for await (const step of testConnection(access, request)) found.push(step);
      return found;
    };
    const [left, right] = [await steps(inside), await steps(wire)];
    expect(left).toEqual(right);
    expect(left.map(({ outcome }) => outcome)).toEqual(left.map(() => "passed"));
    expect(left).toHaveLength(7);
  });

  test("a session with other actions is refused alike", async () => {
    for (const access of [inside, wire]) {
      await expect(
        openSession(access, {
          roleArn: `arn:aws:iam::${organization.managementAccountId}:role/${roles.memberRoleName}`,
          externalId: "another",
          sessionName: "sekinin-in-process",
          expectedAccountId: organization.managementAccountId,
          actions: ["ec2:DescribeVpcs"],
          signal,
        }),
      ).rejects.toMatchObject({ code: "role-missing", awsCode: "AccessDenied" });
    }
  });
});
