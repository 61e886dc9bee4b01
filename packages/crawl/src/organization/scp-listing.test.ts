import { read, unread } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { denyLeaving, readingWith } from "../testing/organization-reading.ts";
import { scpListing } from "./scp-listing.ts";

test("each OU that holds accounts is judged by the policies on its path; empty ones and the bare root are not", () => {
  expect(scpListing(readingWith(), "aws")).toEqual({
    resourceType: "AWS::Organizations::Policy",
    region: "global",
    resources: read([
      {
        arn: "arn:aws:organizations::111111111111:ou/o-abc1234567/ou-ab12-nested01",
        region: "global",
        name: "Prod",
        policyTypeEnabled: true,
        restrictingPolicies: read(["no-leaving"]),
      },
      {
        arn: "arn:aws:organizations::111111111111:ou/o-abc1234567/ou-ab12-open0001",
        region: "global",
        name: "Sandbox",
        policyTypeEnabled: true,
        restrictingPolicies: read([]),
      },
    ]),
  });
});

test("a member account in the root makes the root a holder", () => {
  const accounts = [
    ...readingWith().accounts,
    { id: "444444444444", name: "new", parentId: "r-ab12", state: "ACTIVE" as const, joinedAt: null },
  ];
  const { resources } = scpListing(readingWith({ accounts }), "aws-cn");
  expect(resources.status === "read" && resources.value.map(({ arn }) => arn)).toEqual([
    "arn:aws-cn:organizations::111111111111:root/o-abc1234567/r-ab12",
    expect.stringContaining("nested01"),
    expect.stringContaining("open0001"),
  ]);
});

test("where the policy type is off, the root alone fails", () => {
  const { resources } = scpListing(readingWith({ root: { id: "r-ab12", policyTypes: [] } }), "aws");
  expect(resources).toMatchObject({
    status: "read",
    value: [{ name: "Root", policyTypeEnabled: false, restrictingPolicies: read([]) }],
  });
});

test.each(["accounts", "organizational-units"] as const)("with %s unread nothing is judged", (list) => {
  const reason = { code: "access-denied", action: "organizations:ListAccounts" } as const;
  const { resources } = scpListing(readingWith({ unread: [{ list, reason }] }), "aws");
  expect(resources).toEqual({ status: "unread", reason });
});

test("unread policies are a doubt for open OUs only: a known denial stays known", () => {
  const reason = { code: "access-denied", action: "organizations:DescribePolicy" } as const;
  const policies = [
    ...readingWith().policies,
    {
      id: "p-x",
      name: "x",
      type: "SERVICE_CONTROL_POLICY",
      awsManaged: false,
      content: unread(reason.code, reason.action),
      targetIds: read(["r-ab12"]),
    },
  ];
  const { resources } = scpListing(readingWith({ policies }), "aws");
  expect(resources.status === "read" && resources.value.map(({ restrictingPolicies }) => restrictingPolicies)).toEqual([
    read(["no-leaving"]),
    { status: "unread", reason },
  ]);
});

test("a policy that is not JSON leaves a named doubt, never a pass or a fail", () => {
  const broken = {
    id: "p-broken",
    name: "broken",
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    content: read(`${denyLeaving}}`),
    targetIds: read(["ou-ab12-open0001"]),
  };
  const { resources } = scpListing(readingWith({ policies: [...readingWith().policies, broken] }), "aws");
  expect(resources.status === "read" && resources.value[1]?.restrictingPolicies).toEqual(
    unread("policy-unreadable", undefined, "p-broken"),
  );
});
