import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memberId, smallOrganization, testRole } from "../../testing/small-organization.ts";
import { SimulatedError } from "../handler.ts";
import { admit, authorize, liveRole } from "./authorize.ts";
import type { Session } from "./credentials.ts";
import { parseSessionPolicy } from "./session-policy.ts";

const account = smallOrganization.account(memberId);
const session: Session = {
  accessKeyId: "ASIA",
  token: "t",
  accountId: memberId,
  roleName: testRole.name,
  roleArn: `arn:aws:iam::${memberId}:role/${testRole.name}`,
  callerArn: `arn:aws:sts::${memberId}:assumed-role/${testRole.name}/test`,
  userId: "AROA:test",
  policy: null,
  expiresAt: 0,
};

/** The code of the refusal, or "allowed". */
function outcome(check: () => unknown): string {
  try {
    check();
    return "allowed";
  } catch (error) {
    return error instanceof SimulatedError ? error.code : String(error);
  }
}

// Hostile test 59: one action more than the session policy holds is refused.
const operations = ["DescribeVpcs", "DescribeSubnets", "DescribeInstances", "DescribeFlowLogs", "DescribeRegions"];
const subset = fc.subarray(operations);

test("an action passes exactly when role and session policy allow it and neither denies it", () => {
  fc.assert(
    fc.property(subset, subset, subset, fc.option(subset), (allowed, denied, policyDenied, policyAllowed) => {
      const named = (list: readonly string[]) => list.map((each) => `ec2:${each}`);
      const statements = [
        { Effect: "Allow", Action: named(policyAllowed ?? []).concat("sts:None"), Resource: "*" },
        { Effect: "Deny", Action: named(policyDenied).concat("sts:None"), Resource: "*" },
      ];
      const policy = policyAllowed === null ? null : parseSessionPolicy(JSON.stringify({ Statement: statements }));
      const role = { ...testRole, actions: named(allowed), deny: named(denied) };
      for (const operation of operations) {
        const may =
          allowed.includes(operation) &&
          !denied.includes(operation) &&
          (policyAllowed === null || (policyAllowed.includes(operation) && !policyDenied.includes(operation)));
        expect(outcome(() => authorize("ec2", operation, { ...session, policy }, role))).toBe(
          may ? "allowed" : "UnauthorizedOperation",
        );
      }
    }),
  );
});

test("the answer names the caller, the action and why", () => {
  const none = parseSessionPolicy('{"Statement":{"Effect":"Allow","Action":"sts:*","Resource":"*"}}');
  const ask =
    (change: Partial<Session>, role = testRole) =>
    () =>
      authorize("kms", "ListKeys", { ...session, ...change }, role);
  const words = `User: ${session.callerArn} is not authorized to perform: kms:ListKeys`;
  expect(ask({}, { ...testRole, actions: [] })).toThrow(`${words} because no identity-based policy allows`);
  expect(ask({}, { ...testRole, deny: ["kms:*"] })).toThrow(`${words} with an explicit deny`);
  expect(ask({ policy: none })).toThrow(`${words} because no session policy allows`);
  expect(ask({})).not.toThrow();
});

describe("liveRole", () => {
  test.each([
    { given: "all in order", change: {}, region: "eu-west-1", service: "ec2" as const, expected: "allowed" },
    { given: "a disabled Region", change: {}, region: "ap-east-1", service: "ec2" as const, expected: "AuthFailure" },
    { given: "a disabled Region, IAM", change: {}, region: "ap-east-1", service: "iam" as const, expected: "allowed" },
    {
      given: "a role that is gone",
      change: { roles: [] },
      region: "eu-west-1",
      service: "iam" as const,
      expected: "InvalidClientTokenId",
    },
    {
      given: "a closed account",
      change: { state: "CLOSED" as const },
      region: "eu-west-1",
      service: "kms" as const,
      expected: "UnrecognizedClientException",
    },
  ])("$given: $expected", ({ change, region, service, expected }) => {
    const seen = account === undefined ? undefined : { ...account, ...change };
    expect(outcome(() => liveRole(service, session, seen, region))).toBe(expected);
  });

  test("an account of no organisation has no sessions", () => {
    expect(outcome(() => liveRole("iam", session, undefined, "eu-west-1"))).toBe("InvalidClientTokenId");
  });
});

test.each([
  {
    caller: { kind: "session", session } as const,
    service: "ec2" as const,
    operation: "DescribeVpcs",
    expected: "allowed",
  },
  { caller: { kind: "installation" } as const, service: "sts" as const, operation: "AssumeRole", expected: "allowed" },
  {
    caller: { kind: "installation" } as const,
    service: "iam" as const,
    operation: "GetUser",
    expected: "AccessDenied",
  },
  {
    caller: { kind: "unknown" } as const,
    service: "sts" as const,
    operation: "AssumeRole",
    expected: "InvalidClientTokenId",
  },
  {
    caller: { kind: "expired", session } as const,
    service: "sts" as const,
    operation: "AssumeRole",
    expected: "ExpiredToken",
  },
])("$caller.kind to $service:$operation is $expected", ({ caller, service, operation, expected }) => {
  expect(outcome(() => admit(service, operation, caller))).toBe(expected);
});
