import {
  compileOrganization,
  type DeltaRow,
  type Lockout,
  loadUniverse,
  type OrganizationReading,
} from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { tellDelta } from "./tell-delta.ts";

const reading: OrganizationReading = {
  format: "sekinin.organization/1",
  organization: { id: "o-abc1234567", managementAccountId: "111111111111", featureSet: "ALL" },
  root: { id: "r-ab12", policyTypes: [] },
  organizationalUnits: [],
  accounts: [{ id: "222222222222", name: "監査", parentId: "r-ab12", state: "ACTIVE", joinedAt: null }],
  policies: [],
  delegatedAdministrators: [],
  unread: [],
};
const compiled = compileOrganization(reading, { universe: loadUniverse() });
const row = (objectiveId: string, direction: DeltaRow["direction"], accounts: readonly string[]): DeltaRow => ({
  objectiveId,
  direction,
  accounts,
  before: "none",
  after: "enforced",
  newlyDenied: null,
  newlyAllowed: null,
});
const witness = {
  request: { account: "222222222222", principal: "p", action: "s3:GetObject", resources: ["*"], context: {} },
  deniedBy: [],
  isChecked: true,
};
const lockout = (service: string, isInUse: boolean): Lockout => ({
  service,
  isInUse,
  accounts: ["222222222222"],
  witness,
});

test("what gets weaker comes first, then what reaches most accounts; with titles and names", () => {
  const rows = [
    row("org-leave", "stronger", ["222222222222"]),
    row("guardduty-off", "weaker", []),
    row("x", "stronger", ["1", "2"]),
  ];
  const told = tellDelta({ rows, lockouts: [] }, compiled, "ja");
  expect(told.rows.map(({ objectiveId }) => objectiveId)).toEqual(["guardduty-off", "x", "org-leave"]);
  expect(told.rows[2]?.accounts).toEqual([{ id: "222222222222", name: "監査" }]);
  expect(told.rows[1]).toMatchObject({
    title: "x",
    accountCount: 2,
    accounts: [
      { id: "1", name: "1" },
      { id: "2", name: "2" },
    ],
  });
  expect(told.rows[0]?.title).not.toBe("guardduty-off");
});

test("lists have an end, and say how much is left off", () => {
  const accounts = Array.from({ length: 10_000 }, (_, index) => String(index));
  const rows = Array.from({ length: 250 }, () => row("org-leave", "stronger", accounts));
  const lockouts = Array.from({ length: 40 }, (_, index) => lockout(`s${index}`, index === 39));
  const told = tellDelta({ rows, lockouts }, compiled, "en");
  expect([told.rows.length, told.rowsLeftOff, told.lockouts.length, told.lockoutsLeftOff]).toEqual([200, 50, 12, 28]);
  expect(told.rows[0]).toMatchObject({ accountCount: 10_000 });
  expect(told.rows[0]?.accounts).toHaveLength(20);
  expect(told.lockouts[0]?.service).toBe("s39");
});
