import {
  compileOrganization,
  type LintProblem,
  loadUniverse,
  type OrganizationPolicy,
  type OrganizationReading,
  read,
  unread,
} from "@sekinin/guardrails";
import { describe, expect, test } from "vitest";
import { policyGroups, shownPolicies } from "./policy-view.ts";

const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
const policy = (id: string, given: Partial<OrganizationPolicy> = {}): OrganizationPolicy => ({
  id,
  name: id.toUpperCase(),
  type: "SERVICE_CONTROL_POLICY",
  awsManaged: false,
  content: read(text),
  targetIds: read(["ou-ab12-11111111"]),
  ...given,
});
const reading: OrganizationReading = {
  format: "sekinin.organization/1",
  organization: { id: "o-abcdefghij", managementAccountId: "111111111111", featureSet: "ALL" },
  root: {
    id: "r-ab12",
    policyTypes: [
      { type: "SERVICE_CONTROL_POLICY", status: "ENABLED" },
      { type: "TAG_POLICY", status: "PENDING_DISABLE" },
    ],
  },
  organizationalUnits: [{ id: "ou-ab12-11111111", name: "Workloads", parentId: "r-ab12" }],
  accounts: [{ id: "222222222222", name: "payments", parentId: "r-ab12", state: "ACTIVE", joinedAt: null }],
  policies: [
    policy("p-tag", { type: "TAG_POLICY", targetIds: read([]) }),
    policy("p-b"),
    policy("p-a", { targetIds: unread("access-denied") }),
    policy("p-broken", { content: read("{"), targetIds: read(["222222222222", "gone"]) }),
    policy("p-unread", { content: unread("throttled") }),
  ],
  delegatedAdministrators: [],
  unread: [],
};
const problem = (policyId: string | null, severity: LintProblem["severity"]): LintProblem => ({
  code: "policy-syntax",
  severity,
  policyId,
  nodeId: null,
  path: "",
  position: null,
  details: {},
  suggestion: null,
});
const compiled = compileOrganization(reading, { universe: loadUniverse() });
const groups = policyGroups(
  compiled,
  [problem("p-broken", "error"), problem("p-b", "warning"), problem("p-a", "note"), problem(null, "error")],
  "2026-11-25",
);

test("types come with SCPs first, each with whether it is on", () => {
  expect(groups.map(({ type, status }) => `${type} ${status}`)).toEqual([
    "SERVICE_CONTROL_POLICY enabled",
    "TAG_POLICY disabled",
  ]);
  expect(groups[0]?.use.quota?.characters).toBe(10_240);
});

test("policies come with errors first; what was not read is null and never nothing", () => {
  expect(groups[0]?.rows.map(({ id, errors, warnings }) => `${id} ${errors} ${warnings}`)).toEqual([
    "p-broken 1 0",
    "p-b 0 1",
    "p-a 0 0",
    "p-unread 0 0",
  ]);
  const byId = new Map(groups[0]?.rows.map((row) => [row.id, row]));
  expect(byId.get("p-a")?.targets).toBeNull();
  expect(byId.get("p-unread")).toMatchObject({ characters: null, state: "unread" });
  expect(byId.get("p-broken")?.targets).toEqual([
    { id: "222222222222", name: "payments" },
    { id: "gone", name: "gone" },
  ]);
  expect(byId.get("p-b")?.targets).toEqual([{ id: "ou-ab12-11111111", name: "Workloads" }]);
});

describe("what is shown", () => {
  const rows = groups.flatMap((group) => group.rows);
  test.each([
    { text: null, only: null, expected: 5 },
    { text: "p-b", only: null, expected: 2 },
    { text: "BROKEN", only: null, expected: 1 },
    { text: null, only: "unattached" as const, expected: 1 },
    { text: null, only: "problems" as const, expected: 2 },
    { text: "nothing", only: null, expected: 0 },
  ])("$text, $only", ({ expected, ...asked }) => {
    expect(shownPolicies(rows, asked)).toHaveLength(expected);
  });
});
