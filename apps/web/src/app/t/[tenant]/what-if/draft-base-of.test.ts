import { type OrganizationReading, read, unread } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { draftBaseOf, findAccounts } from "./draft-base-of.ts";

const account = (id: string, name: string, parentId: string) =>
  ({ id, name, parentId, state: "ACTIVE", joinedAt: null }) as const;
const reading: OrganizationReading = {
  format: "sekinin.organization/1",
  organization: { id: "o-abc1234567", managementAccountId: "111111111111", featureSet: "ALL" },
  root: {
    id: "r-ab12",
    policyTypes: [
      { type: "SERVICE_CONTROL_POLICY", status: "ENABLED" },
      { type: "TAG_POLICY", status: "PENDING_ENABLE" },
    ],
  },
  organizationalUnits: [{ id: "ou-ab12-11111111", name: "Workloads", parentId: "r-ab12" }],
  accounts: [
    account("111111111111", "management", "r-ab12"),
    account("222222222222", "Payments", "ou-ab12-11111111"),
    account("333333333333", "監査", "ou-ab12-11111111"),
  ],
  policies: [
    {
      id: "p-11111111",
      name: "A",
      type: "SERVICE_CONTROL_POLICY",
      awsManaged: false,
      content: read("{}"),
      targetIds: read(["222222222222"]),
    },
    {
      id: "p-22222222",
      name: "B",
      type: "SERVICE_CONTROL_POLICY",
      awsManaged: true,
      content: unread("access-denied"),
      targetIds: unread("access-denied"),
    },
  ],
  delegatedAdministrators: [],
  unread: [],
};

test("OUs with their own accounts, policies with their sizes, and only accounts that something names", () => {
  const base = draftBaseOf(reading, [{ kind: "move", nodeId: "333333333333", parentId: "r-ab12" }]);
  expect(base.units).toEqual([
    { id: "r-ab12", name: "Root", parentId: null, accounts: 1 },
    { id: "ou-ab12-11111111", name: "Workloads", parentId: "r-ab12", accounts: 2 },
  ]);
  expect(base.types).toEqual([
    { type: "SERVICE_CONTROL_POLICY", isEnabled: true },
    { type: "TAG_POLICY", isEnabled: false },
  ]);
  expect(base.accounts.map(({ id }) => id)).toEqual(["222222222222", "333333333333"]);
  expect(draftBaseOf(reading, []).accounts.map(({ id }) => id)).toEqual(["222222222222"]);
  expect(base.policies).toMatchObject([
    { id: "p-11111111", size: 2, targetIds: ["222222222222"] },
    { id: "p-22222222", size: null, isAwsManaged: true, targetIds: [] },
  ]);
});

test.each([
  { asked: { text: "", parentId: "ou-ab12-11111111", limit: 10 }, ids: ["222222222222", "333333333333"], left: 0 },
  { asked: { text: "PAY", parentId: "", limit: 10 }, ids: ["222222222222"], left: 0 },
  { asked: { text: "監", parentId: "", limit: 10 }, ids: ["333333333333"], left: 0 },
  { asked: { text: "1111", parentId: "", limit: 10 }, ids: ["111111111111"], left: 0 },
  { asked: { text: "pay", parentId: "r-ab12", limit: 10 }, ids: [], left: 0 },
  { asked: { text: "", parentId: "", limit: 1 }, ids: ["222222222222"], left: 2 },
])("accounts for $asked", ({ asked, ids, left }) => {
  const found = findAccounts(reading, asked);
  expect(found.accounts.map(({ id }) => id)).toEqual(ids);
  expect(found.left).toBe(left);
});
