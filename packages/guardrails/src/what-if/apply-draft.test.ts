import { expect, test } from "vitest";
import type { OrganizationPolicy } from "../organization.ts";
import { unread } from "../reading.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { applyDraft } from "./apply-draft.ts";
import type { DraftOperation, DraftProblem } from "./draft-operation.ts";

const account = "111111111111";
const type = "SERVICE_CONTROL_POLICY";
const text = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }] });
const full: OrganizationPolicy = {
  ...scpWith("FullAWSAccess", text, ["r-1", "ou-1", account]),
  awsManaged: true,
};

const reading = organizationWith({
  units: {
    "ou-1": "r-1",
    "ou-2": "ou-1",
    "ou-3": "ou-2",
    "ou-4": "ou-3",
    "ou-5": "ou-4",
    "ou-x": "r-1",
    "ou-y": "ou-x",
  },
  accounts: { [account]: "ou-1" },
  policies: [full, scpWith("stop", text, ["ou-1"]), scpWith("dark", text, unread("throttled"))],
});
/** The same, with all attachments known. */
const known = { ...reading, policies: reading.policies.slice(0, 2) };

const targetsIn = (policies: readonly OrganizationPolicy[], id: string) => {
  const targetIds = policies.find((policy) => policy.id === id)?.targetIds;
  return targetIds?.status === "read" ? targetIds.value : targetIds?.status;
};

test.each<{ given: string; operations: DraftOperation[]; targets: Record<string, unknown> }>([
  {
    given: "a new policy, attached",
    operations: [
      { kind: "put-policy", policyId: "draft-1", name: "new", type, content: text },
      { kind: "attach", policyId: "draft-1", targetId: "ou-x" },
    ],
    targets: { "draft-1": ["ou-x"], "p-stop": ["ou-1"] },
  },
  {
    given: "an edit keeps the attachments",
    operations: [{ kind: "put-policy", policyId: "p-stop", name: "stop", type, content: text }],
    targets: { "p-stop": ["ou-1"] },
  },
  {
    given: "a detachment",
    operations: [{ kind: "detach", policyId: "p-stop", targetId: "ou-1" }],
    targets: { "p-stop": [] },
  },
  {
    given: "a removal detaches as well",
    operations: [{ kind: "remove-policy", policyId: "p-stop" }],
    targets: { "p-stop": undefined },
  },
  {
    given: "the type switched off takes all attachments",
    operations: [{ kind: "set-policy-type", type, status: "DISABLED" }],
    targets: { "p-stop": [], "p-FullAWSAccess": [] },
  },
  {
    given: "the type off and on again leaves AWS's own policy everywhere",
    operations: [
      { kind: "set-policy-type", type, status: "DISABLED" },
      { kind: "set-policy-type", type, status: "ENABLED" },
    ],
    targets: {
      "p-stop": [],
      "p-FullAWSAccess": ["r-1", "ou-1", "ou-2", "ou-3", "ou-4", "ou-5", "ou-x", "ou-y", account],
    },
  },
  {
    given: "RCPs switched on bring their own policy",
    operations: [{ kind: "set-policy-type", type: "RESOURCE_CONTROL_POLICY", status: "ENABLED" }],
    targets: { "p-RCPFullAWSAccess": expect.arrayContaining(["r-1", account]), "p-stop": ["ou-1"] },
  },
])("$given", ({ operations, targets }) => {
  const applied = applyDraft(known, operations);
  expect(applied.problems).toEqual([]);
  for (const [id, expected] of Object.entries(targets)) {
    expect([id, targetsIn(applied.reading.policies, id)]).toEqual([id, expected]);
  }
});

test("moves an account and a unit with what is below it, and nothing else", () => {
  const { reading: after, problems } = applyDraft(known, [
    { kind: "move", nodeId: account, parentId: "ou-y" },
    { kind: "move", nodeId: "ou-y", parentId: "ou-1" },
  ]);
  expect(problems).toEqual([]);
  expect(after.accounts).toMatchObject([{ id: account, parentId: "ou-y" }]);
  expect(after.organizationalUnits.find(({ id }) => id === "ou-y")?.parentId).toBe("ou-1");
  expect(after.organizationalUnits[0]).toBe(known.organizationalUnits[0]);
  expect(after.policies).toEqual(known.policies);
});

const cases: readonly [DraftOperation, DraftProblem["code"], string][] = [
  [{ kind: "attach", policyId: "p-none", targetId: "ou-1" }, "policy-missing", "p-none"],
  [{ kind: "detach", policyId: "p-none", targetId: "ou-1" }, "policy-missing", "p-none"],
  [{ kind: "remove-policy", policyId: "p-none" }, "policy-missing", "p-none"],
  [{ kind: "attach", policyId: "p-stop", targetId: "ou-none" }, "target-missing", "ou-none"],
  [{ kind: "detach", policyId: "p-stop", targetId: "ou-none" }, "target-missing", "ou-none"],
  [{ kind: "attach", policyId: "p-stop", targetId: "ou-1" }, "already-attached", "ou-1"],
  [{ kind: "detach", policyId: "p-stop", targetId: "ou-2" }, "not-attached", "ou-2"],
  [{ kind: "detach", policyId: "p-FullAWSAccess", targetId: account }, "last-policy", account],
  [{ kind: "remove-policy", policyId: "p-FullAWSAccess" }, "aws-managed", "p-FullAWSAccess"],
  [
    { kind: "put-policy", policyId: "p-FullAWSAccess", name: "mine", type, content: text },
    "aws-managed",
    "p-FullAWSAccess",
  ],
  [{ kind: "put-policy", policyId: "draft-1", name: "x", type, content: "{" }, "policy-invalid", "not-json"],
  [
    { kind: "put-policy", policyId: "draft-1", name: "x", type, content: '{"Statement":[{"Action":"*"}]}' },
    "policy-invalid",
    "Statement[0].Effect missing-element",
  ],
  [
    { kind: "put-policy", policyId: "draft-1", name: "x", type: "TAG_POLICY", content: "nothing" },
    "policy-invalid",
    "not-json",
  ],
  [{ kind: "move", nodeId: "ou-none", parentId: "ou-1" }, "node-missing", "ou-none"],
  [{ kind: "move", nodeId: "r-1", parentId: "ou-1" }, "node-missing", "r-1"],
  [{ kind: "move", nodeId: account, parentId: "ou-none" }, "target-missing", "ou-none"],
  [{ kind: "move", nodeId: "ou-1", parentId: account }, "target-missing", account],
  [{ kind: "move", nodeId: "ou-1", parentId: "ou-3" }, "circle", "ou-3"],
  [{ kind: "move", nodeId: "ou-1", parentId: "ou-1" }, "circle", "ou-1"],
  [{ kind: "move", nodeId: "ou-x", parentId: "ou-4" }, "too-deep", "ou-x"],
];

test.each(cases)("%o is refused and changes nothing", (operation, code, detail) => {
  const applied = applyDraft(known, [operation]);
  expect(applied.problems).toEqual([{ operation: 0, code, detail }]);
  expect(applied.reading).toEqual(known);
});

test("a policy of a type that is off cannot be attached", () => {
  const off = { ...known, root: { ...known.root, policyTypes: [{ type, status: "DISABLED" }] } };
  const applied = applyDraft(off, [{ kind: "attach", policyId: "p-stop", targetId: "ou-x" }]);
  expect(applied.problems).toEqual([{ operation: 0, code: "type-not-enabled", detail: type }]);
});

test("an organisation for consolidated billing only has no types to switch on", () => {
  const billing = { ...known, organization: { ...known.organization, featureSet: "CONSOLIDATED_BILLING" as const } };
  const applied = applyDraft(billing, [{ kind: "set-policy-type", type: "TAG_POLICY", status: "ENABLED" }]);
  expect(applied.problems).toEqual([{ operation: 0, code: "type-not-enabled", detail: "TAG_POLICY" }]);
});

test("attachments that nobody read stay unknown, and may be the other policy of a node", () => {
  const applied = applyDraft(reading, [
    { kind: "attach", policyId: "p-dark", targetId: "ou-x" },
    { kind: "detach", policyId: "p-FullAWSAccess", targetId: account },
  ]);
  expect(applied.problems).toEqual([{ operation: 0, code: "targets-unread", detail: "p-dark" }]);
  expect(targetsIn(applied.reading.policies, "p-dark")).toBe("unread");
  expect(targetsIn(applied.reading.policies, "p-FullAWSAccess")).toEqual(["r-1", "ou-1"]);
});

test("the problems of a long draft name their operation", () => {
  const applied = applyDraft(known, [
    { kind: "remove-policy", policyId: "p-stop" },
    { kind: "attach", policyId: "p-stop", targetId: "ou-x" },
  ]);
  expect(applied.problems).toEqual([{ operation: 1, code: "policy-missing", detail: "p-stop" }]);
});

test("what is beyond a quota is applied and told, by the quotas of the day", () => {
  const large = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
  });
  const content = large.padEnd(6_000);
  const many = Array.from({ length: 6 }, (_unused, at) => [
    { kind: "put-policy" as const, policyId: `draft-${at}`, name: `${at}`, type, content: at === 0 ? content : text },
    { kind: "attach" as const, policyId: `draft-${at}`, targetId: "ou-y" },
  ]).flat();
  expect(applyDraft(known, many, "2026-05-15").problems).toEqual([]);
  const old = applyDraft(known, many, "2026-05-14");
  expect(old.problems).toEqual([
    { operation: 0, code: "policy-too-large", detail: "draft-0" },
    { operation: 11, code: "too-many-attached", detail: "ou-y" },
  ]);
  expect(targetsIn(old.reading.policies, "draft-5")).toEqual(["ou-y"]);
});
