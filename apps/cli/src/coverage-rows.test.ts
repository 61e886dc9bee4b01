import {
  type CompiledOrganization,
  compileOrganization,
  decideOrganization,
  evaluateOrganizationRequest,
  loadUniverse,
  readOrganizationFile,
} from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { coverageRows } from "./coverage-rows.ts";

const [first, second, third] = ["222222222222", "333333333333", "444444444444"] as const;
const scp = "SERVICE_CONTROL_POLICY";
const rcp = "RESOURCE_CONTROL_POLICY";
const now = "2026-10-01T00:00:00Z";

function policy(id: string, type: string, targetIds: readonly string[], ...statements: readonly object[]) {
  return { id, type, targetIds, content: { Version: "2012-10-17", Statement: statements } };
}

const deny = (part: object) => ({ Effect: "Deny", Action: "*", Resource: "*", ...part });
const exempt = { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/ops-*", `arn:aws:iam::${first}:role/own`] } };

/** Three accounts below one OU that some statements tell apart, with exemptions, Regions, tags, and RCPs. */
function organization(): CompiledOrganization {
  const file = readOrganizationFile(
    JSON.stringify({
      format: "sekinin.organization/1",
      organization: { id: "o-abc1234567", managementAccountId: "111111111111" },
      parameters: { approvedRegions: ["eu-west-1"], protectedRoles: ["ops-*"] },
      root: { id: "r-1", policyTypes: [scp, rcp].map((type) => ({ type, status: "ENABLED" })) },
      organizationalUnits: [{ id: "ou-1", name: "Workloads", parentId: "r-1" }],
      accounts: [first, second, third].map((id) => ({ id, parentId: "ou-1" })),
      policies: [
        {
          ...policy("p-FullAWSAccess", scp, ["r-1", "ou-1", first, second, third], { ...deny({}), Effect: "Allow" }),
          awsManaged: true,
        },
        policy(
          "p-guards",
          scp,
          ["ou-1"],
          deny({ Action: ["guardduty:*", "cloudtrail:*", "config:*"], Condition: exempt }),
          deny({ Action: "organizations:LeaveOrganization" }),
          deny({
            Action: undefined,
            NotAction: ["iam:*", "sts:*"],
            Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
          }),
          deny({
            Action: "ec2:*",
            Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
          }),
          deny({ Action: "s3:*", Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }),
          deny({ Action: "iam:*", Resource: `arn:aws:iam::${second}:role/ops-*` }),
          deny({ Action: "kms:*", Condition: { StringEquals: { "aws:PrincipalAccount": [first, third] } } }),
        ),
        policy(
          "p-perimeter",
          rcp,
          ["r-1"],
          deny({
            Action: ["s3:*", "sts:AssumeRole"],
            Principal: "*",
            Condition: {
              StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abc1234567" },
              BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
          }),
        ),
        { ...policy("p-broken", scp, [third]), content: "{" },
      ],
    }),
  );
  if (file.status === "refused") throw new Error(JSON.stringify(file.problems));
  return compileOrganization(file.reading, { universe: loadUniverse() });
}

type Shown = { readonly request: Record<string, unknown>; readonly deniedBy: readonly unknown[] };

test("every witness is about the account of its row, and the evaluator confirms it", () => {
  const compiled = organization();
  const coverage = decideOrganization(compiled);
  expect(coverage.classes.length).toBeGreaterThan(1);
  let confirmed = 0;
  const rows = [...coverageRows(compiled, coverage, now)];
  for (const { account, waysOut, witness, objective } of rows) {
    const shown = [witness, ...waysOut.map((way) => ("witness" in way ? way.witness : null))];
    for (const { request, deniedBy } of shown.filter((one): one is Shown => one !== null)) {
      const resources = (request["resources"] ?? [request["resource"]]) as readonly string[];
      const asked = { ...(request as unknown as { account: string; principal: string; action: string }), resources };
      const context = request["context"] as Readonly<Record<string, readonly string[]>>;
      const { decision, by } = evaluateOrganizationRequest(compiled, { ...asked, context }, now);
      expect(asked.account).toBe(account);
      expect(decision, `${objective} ${JSON.stringify({ request, by })}`).toBe(
        deniedBy.length > 0 ? "denied" : "allowed",
      );
      confirmed += 1;
    }
  }
  expect(rows.length).toBe(3 * coverage.objectives.length);
  expect(confirmed).toBeGreaterThan(200);
});

test("a class's reason and counts are those of each of its accounts", () => {
  const compiled = organization();
  const coverage = decideOrganization(compiled, { objectives: ["guardduty-off", "region-restrict"] });
  const rows = [...coverageRows(compiled, coverage, now)];
  const verdict = (account: string) => rows.find((row) => row.account === account && row.objective === "guardduty-off");
  expect(verdict(first)).toMatchObject({ verdict: "conditional", reason: null });
  expect(verdict(third)).toMatchObject({ verdict: "unknown", reason: expect.stringContaining("policy-unreadable") });
});
