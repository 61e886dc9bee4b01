import { describe, expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { evaluateOrganizationRequest } from "../evaluate/evaluate-organization-request.ts";
import type { OrganizationReading } from "../organization.ts";
import { read } from "../reading.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { applyDraft } from "./apply-draft.ts";
import { compareCoverage } from "./compare-coverage.ts";
import type { DraftOperation } from "./draft-operation.ts";
import { now } from "./find-lockouts.ts";

const universe = loadUniverse();
const scp = "SERVICE_CONTROL_POLICY";
const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const text = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const account = (id: string, parentId: string) =>
  ({ id, name: id, parentId, state: "ACTIVE", joinedAt: null }) as const;
const reading: OrganizationReading = {
  format: "sekinin.organization/1",
  organization: { id: "o-abc1234567", managementAccountId: "111111111111", featureSet: "ALL" },
  root: { id: "r-ab12", policyTypes: [{ type: scp, status: "ENABLED" }] },
  organizationalUnits: [
    { id: "ou-ab12-11111111", name: "Workloads", parentId: "r-ab12" },
    { id: "ou-ab12-22222222", name: "Sandbox", parentId: "r-ab12" },
  ],
  accounts: [
    account("111111111111", "r-ab12"),
    account("222222222222", "ou-ab12-11111111"),
    account("333333333333", "ou-ab12-22222222"),
  ],
  policies: [
    {
      id: "p-FullAWSAccess",
      name: "FullAWSAccess",
      type: scp,
      awsManaged: true,
      content: read(text(everything)),
      targetIds: read([
        ...["r-ab12", "ou-ab12-11111111", "ou-ab12-22222222", "111111111111", "222222222222", "333333333333"],
      ]),
    },
  ],
  delegatedAdministrators: [],
  unread: [],
};

const attach = (policyId: string, targetId: string) => ({ kind: "attach", policyId, targetId }) as const;
const put = (content: string) =>
  ({ kind: "put-policy", policyId: "draft-1", name: "Draft", type: scp, content }) as const;
const leave = (condition: object = {}) =>
  text({
    Effect: "Deny",
    Action: ["organizations:LeaveOrganization", "organizations:AcceptHandshake"],
    Resource: "*",
    ...condition,
  });
const exempt = { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" } } };

function deltaOf(
  first: readonly DraftOperation[],
  second: readonly DraftOperation[],
  inUse?: ReadonlyMap<string, ReadonlySet<string>>,
) {
  const [before, after] = [first, second].map((operations) =>
    compileOrganization(applyDraft(reading, operations).reading, { universe }),
  );
  if (before === undefined || after === undefined) throw new Error("two states");
  const delta = compareCoverage(before, after, inUse === undefined ? {} : { inUse });
  return { before, after, delta, row: delta.rows.find(({ objectiveId }) => objectiveId === "org-leave") };
}

const closed = [put(leave()), attach("draft-1", "ou-ab12-11111111")];

describe("one objective", () => {
  test.each([
    {
      given: "a Deny that is new",
      first: [],
      second: closed,
      direction: "stronger",
      verdicts: ["none", "enforced"],
      accounts: ["222222222222"],
    },
    {
      given: "a Deny that goes",
      first: closed,
      second: [],
      direction: "weaker",
      verdicts: ["enforced", "none"],
      accounts: ["222222222222"],
    },
    {
      given: "an exemption more",
      first: closed,
      second: [put(leave(exempt)), attach("draft-1", "ou-ab12-11111111")],
      direction: "weaker",
      verdicts: ["enforced", "conditional"],
      accounts: ["222222222222"],
    },
    {
      given: "an account that is moved below the Deny",
      first: closed,
      second: [...closed, { kind: "move" as const, nodeId: "333333333333", parentId: "ou-ab12-11111111" }],
      direction: "stronger",
      verdicts: ["none", "enforced"],
      accounts: ["333333333333"],
    },
    {
      given: "a type that is switched off",
      first: closed,
      second: [...closed, { kind: "set-policy-type" as const, type: scp, status: "DISABLED" as const }],
      direction: "weaker",
      verdicts: ["enforced", "none"],
      accounts: ["222222222222"],
    },
  ])("$given: $direction", ({ first, second, direction, verdicts, accounts }) => {
    const { row, before, after } = deltaOf(first, second);
    expect(row).toMatchObject({ direction, before: verdicts[0], after: verdicts[1], accounts });
    const [example, other, [allowing, denying]] =
      direction === "stronger"
        ? [row?.newlyDenied, row?.newlyAllowed, [before, after] as const]
        : [row?.newlyAllowed, row?.newlyDenied, [after, before] as const];
    expect(other).toBeNull();
    if (example === null || example === undefined) throw new Error("an example");
    expect(evaluateOrganizationRequest(allowing, example.request, now).decision).toBe("allowed");
    expect(evaluateOrganizationRequest(denying, example.request, now).decision).toBe("denied");
    expect(example.deniedBy.length).toBeGreaterThan(0);
  });

  test("nothing changes: nothing is told", () => {
    expect(deltaOf(closed, closed).delta).toEqual({ rows: [], lockouts: [] });
    expect(deltaOf([], [put(leave())]).delta).toEqual({ rows: [], lockouts: [] });
  });

  test("a policy that nobody can read leaves what it decides unknown, never good", () => {
    const { row } = deltaOf([], [put("{ broken"), attach("draft-1", "ou-ab12-11111111")]);
    expect(row?.after ?? "none").not.toBe("enforced");
  });
});

describe("lock-outs", () => {
  test("a service that a Deny stops for everybody; in use where an account uses it", () => {
    const stop = [put(text({ Effect: "Deny", Action: "s3:*", Resource: "*" })), attach("draft-1", "r-ab12")];
    const inUse = new Map([["333333333333", new Set(["s3"])]]);
    const { delta, after } = deltaOf([], stop, inUse);
    const lockout = delta.lockouts.find(({ service }) => service === "s3");
    expect(lockout).toMatchObject({ isInUse: true, accounts: ["222222222222", "333333333333"] });
    expect(lockout?.witness).toMatchObject({ isChecked: true, request: { account: "333333333333" } });
    expect(evaluateOrganizationRequest(after, lockout?.witness.request ?? expect.fail(), now).decision).toBe("denied");
    expect(delta.lockouts.some(({ service }) => service === "ec2")).toBe(false);
  });

  test("an allow list in place of FullAWSAccess locks out everything else", () => {
    const list = [
      put(text({ Effect: "Allow", Action: ["s3:*", "sts:*"], Resource: "*" })),
      attach("draft-1", "ou-ab12-22222222"),
      { kind: "detach", policyId: "p-FullAWSAccess", targetId: "ou-ab12-22222222" } as const,
    ];
    const { delta } = deltaOf([], list);
    const services = new Set(delta.lockouts.map(({ service }) => service));
    expect([services.has("ec2"), services.has("lambda"), services.has("s3"), services.has("sts")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    for (const { accounts } of delta.lockouts) expect(accounts).toEqual(["333333333333"]);
  });

  test("a Deny with a condition or of some actions locks nobody out", () => {
    const some = [put(text({ Effect: "Deny", Action: "s3:*", Resource: "*", ...exempt })), attach("draft-1", "r-ab12")];
    expect(deltaOf([], some).delta.lockouts).toEqual([]);
    expect(deltaOf([], closed).delta.lockouts).toEqual([]);
  });
});
