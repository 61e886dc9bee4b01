import type { DutyRow, Finding } from "@sekinin/db";
import { describe, expect, test } from "vitest";
import { groupControls } from "./group-controls.ts";

const duty = (given: Partial<DutyRow>): DutyRow => ({
  region: "eu-west-1",
  controlId: "s3-bucket-tls-required",
  domain: "data-protection",
  severity: "medium",
  passed: 0,
  failed: 0,
  unknown: 0,
  notApplicable: 0,
  unknownReasons: [],
  changedAt: new Date(0),
  ...given,
});

const finding = (given: Partial<Finding>): Finding => ({
  id: "f",
  region: "eu-west-1",
  controlId: "s3-bucket-tls-required",
  resource: "arn:aws:s3:::a",
  domain: "data-protection",
  severity: "medium",
  status: "open",
  reason: "no-policy",
  evidence: {},
  unreadReason: null,
  firstSeenAt: new Date(0),
  changedAt: new Date(0),
  resolvedAt: null,
  resolution: null,
  reopenedAt: null,
  ...given,
});

describe("a control's verdict is the worst of its Regions", () => {
  test.each([
    { rows: [{ passed: 3 }], verdict: "pass" },
    { rows: [{ passed: 3 }, { failed: 1 }], verdict: "fail" },
    { rows: [{ passed: 3 }, { unknown: 1 }], verdict: "unknown" },
    { rows: [{ unknown: 2 }, { failed: 1 }], verdict: "fail" },
    { rows: [{ notApplicable: 2 }], verdict: "not-applicable" },
    { rows: [{ notApplicable: 2 }, { passed: 1 }], verdict: "pass" },
    { rows: [{}], verdict: "not-applicable" },
  ])("$rows: $verdict", ({ rows, verdict }) => {
    const duties = rows.map((row, at) => duty({ ...row, region: `r-${at}` }));
    expect(groupControls(duties, [])[0]?.verdict).toBe(verdict);
  });
});

test("counts and Regions are added up, reasons merged by what happened", () => {
  const denied = { code: "access-denied", action: "s3:GetBucketPolicy" } as const;
  const [group] = groupControls(
    [
      duty({ region: "us-east-1", failed: 1, unknown: 2, unknownReasons: [{ reason: denied, count: 2 }] }),
      duty({
        region: "eu-west-1",
        passed: 4,
        unknown: 4,
        unknownReasons: [
          { reason: denied, count: 1 },
          { reason: { code: "timeout" }, count: 3 },
        ],
      }),
    ],
    [],
  );
  expect(group).toMatchObject({ passed: 4, failed: 1, unknown: 6, regions: ["eu-west-1", "us-east-1"] });
  expect(group?.unknownReasons).toEqual([
    { reason: denied, count: 3 },
    { reason: { code: "timeout" }, count: 3 },
  ]);
});

test("the worst comes first", () => {
  const duties = [
    duty({ controlId: "low-many", severity: "low", failed: 90 }),
    duty({ controlId: "critical-one", severity: "critical", failed: 1 }),
    duty({ controlId: "high-two", severity: "high", failed: 2 }),
    duty({ controlId: "high-five", severity: "high", failed: 5 }),
    duty({ controlId: "high-unknown", severity: "high", unknown: 5 }),
  ];
  expect(groupControls(duties, []).map((group) => group.controlId)).toEqual([
    "critical-one",
    "high-five",
    "high-two",
    "high-unknown",
    "low-many",
  ]);
});

test("only what is open, or was and could not be read again, is listed", () => {
  const statuses = ["open", "unknown", "resolved", "frozen"] as const;
  const findings = statuses.map((status) => finding({ id: status, status }));
  const [group] = groupControls([duty({ failed: 1 })], [...findings, finding({ id: "other", controlId: "else" })]);
  expect(group?.findings.map(({ id }) => id)).toEqual(["open", "unknown"]);
});

test("no duties, no groups: findings alone show nothing that was not decided", () => {
  expect(groupControls([], [finding({})])).toEqual([]);
});
