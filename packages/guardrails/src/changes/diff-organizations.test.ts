import { expect, test } from "vitest";
import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";
import { unread } from "../reading.ts";
import { type OrganizationDifference, organizationWith, scpWith } from "../testing/organization.ts";
import { diffOrganizations } from "./diff-organizations.ts";

const stop = [{ Effect: "Deny", Action: "guardduty:*", Resource: "*" }];
const base: OrganizationDifference = {
  units: { "ou-a": "r-1", "ou-b": "r-1" },
  accounts: { "111111111111": "ou-a" },
  policies: [scpWith("stop", stop, ["ou-a"])],
};
const managed = (targets: readonly string[]): OrganizationPolicy => ({
  ...scpWith("FullAWSAccess", [], targets),
  awsManaged: true,
});

function changed(difference: OrganizationDifference): OrganizationReading {
  return organizationWith({ ...base, ...difference });
}

const scp = "SERVICE_CONTROL_POLICY";
const noAccounts = [{ list: "accounts", reason: { code: "throttled" } }] as const;
const noPolicies = [{ list: "policies", scope: scp, reason: { code: "access-denied" } }] as const;

test.each([
  { given: "nothing", after: changed({}), expected: [] },
  {
    given: "an attachment more",
    after: changed({ policies: [scpWith("stop", stop, ["ou-a", "ou-b"])] }),
    expected: [{ kind: "attached", policyId: "p-stop", name: "stop", type: scp, targetId: "ou-b", targetName: "ou-b" }],
  },
  {
    given: "a policy that goes, with its attachment",
    after: changed({ policies: [] }),
    expected: [
      { kind: "detached", policyId: "p-stop", targetId: "ou-a" },
      { kind: "policy-removed", policyId: "p-stop" },
    ],
  },
  {
    given: "a policy instead of another: made and attached before the old one goes",
    after: changed({ policies: [scpWith("new", stop, ["ou-a"])] }),
    expected: [
      { kind: "policy-created", policyId: "p-new" },
      { kind: "attached", policyId: "p-new", targetId: "ou-a" },
      { kind: "detached", policyId: "p-stop", targetId: "ou-a" },
      { kind: "policy-removed", policyId: "p-stop" },
    ],
  },
  {
    given: "another content and another name",
    after: changed({ policies: [{ ...scpWith("stop", "{}", ["ou-a"]), name: "Stop" }] }),
    expected: [
      { kind: "policy-renamed", before: "stop", name: "Stop" },
      { kind: "policy-edited", after: "{}" },
    ],
  },
  {
    given: "the same content with other blank space",
    after: changed({
      policies: [scpWith("stop", JSON.stringify({ Version: "2012-10-17", Statement: stop }, null, 2), ["ou-a"])],
    }),
    expected: [],
  },
  {
    given: "blank space inside a text of the policy",
    after: changed({
      policies: [scpWith("stop", [{ Effect: "Deny", Action: "guardduty: *", Resource: "*" }], ["ou-a"])],
    }),
    expected: [{ kind: "policy-edited" }],
  },
  {
    given: "an account that moves",
    after: changed({ accounts: { "111111111111": "ou-b" } }),
    expected: [{ kind: "account-moved", nodeId: "111111111111", from: "ou-a", to: "ou-b" }],
  },
  {
    given: "an account and a unit more: AWS's own policy on them is not told, another one is",
    after: changed({
      units: { "ou-a": "r-1", "ou-b": "r-1", "ou-c": "ou-b" },
      accounts: { "111111111111": "ou-a", "333333333333": "ou-c" },
      policies: [scpWith("stop", stop, ["ou-a", "333333333333"]), managed(["ou-c", "333333333333"])],
    }),
    expected: [
      { kind: "unit-created", nodeId: "ou-c", parentId: "ou-b" },
      { kind: "account-joined", nodeId: "333333333333", parentId: "ou-c" },
      { kind: "attached", policyId: "p-stop", targetId: "333333333333" },
    ],
  },
  {
    given: "a unit that goes with its account: what hung on it is not told",
    after: changed({ units: { "ou-b": "r-1" }, accounts: {}, policies: [scpWith("stop", stop, [])] }),
    expected: [
      { kind: "account-left", nodeId: "111111111111" },
      { kind: "unit-removed", nodeId: "ou-a" },
    ],
  },
  {
    given: "the type switched off, which detaches all",
    after: changed({ scpStatus: "DISABLED", policies: [scpWith("stop", stop, [])] }),
    expected: [{ kind: "type-disabled", type: scp }],
  },
  { given: "accounts that were not read", after: changed({ accounts: {}, unread: noAccounts }), expected: [] },
  { given: "policies that were not read", after: changed({ policies: [], unread: noPolicies }), expected: [] },
  {
    given: "targets that were not read",
    after: changed({ policies: [scpWith("stop", stop, unread("throttled"))] }),
    expected: [],
  },
  {
    given: "content that was not read",
    after: changed({ policies: [scpWith("stop", unread("throttled"), ["ou-a"])] }),
    expected: [],
  },
])("$given", ({ after, expected }) => {
  const found = diffOrganizations(changed({}), after);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});

test("what the earlier reading could not see is not told as new", () => {
  const before = changed({ accounts: {}, policies: [], unread: [...noAccounts, ...noPolicies] });
  expect(diffOrganizations(before, changed({}))).toEqual([]);
});

test("units that change places are moved from the top, so that no circle stands in between", () => {
  const before = organizationWith({ units: { "ou-a": "r-1", "ou-b": "ou-a", "ou-c": "ou-b" } });
  const after = organizationWith({ units: { "ou-c": "r-1", "ou-b": "ou-c", "ou-a": "ou-b" } });
  expect(diffOrganizations(before, after)).toMatchObject([
    { kind: "unit-moved", nodeId: "ou-c", to: "r-1" },
    { kind: "unit-moved", nodeId: "ou-b", to: "ou-c" },
    { kind: "unit-moved", nodeId: "ou-a", to: "ou-b" },
  ]);
});

test("a circle in what AWS answered ends the walk", () => {
  const circle = organizationWith({ units: { "ou-a": "ou-b", "ou-b": "ou-a" }, accounts: { "111111111111": "ou-a" } });
  expect(diffOrganizations(organizationWith(), circle).map(({ kind }) => kind)).toEqual([
    "unit-created",
    "unit-created",
    "account-joined",
  ]);
});
