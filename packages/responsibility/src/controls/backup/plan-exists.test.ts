import { expect, test } from "vitest";
import { type Reading, read, unread } from "../../reading.ts";
import { backupPlanningWith, contextWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { planExists } from "./plan-exists.ts";

const plans = (...counts: readonly Reading<number>[]) =>
  counts.map((selectionCount, at) => ({ id: `p-${at}`, selectionCount }));
const refused = unread("access-denied", "backup:ListBackupSelections");
const denied = unknown({ code: "access-denied", action: "backup:ListBackupSelections" });
const throttled = unread("throttled", "rds:DescribeDBInstances");

test.each([
  { given: "a plan that selects", plans: plans(read(2)), protectableCount: read(3), expected: pass({ plans: 1 }) },
  {
    given: "a plan that selects, nothing to protect",
    plans: plans(read(1)),
    protectableCount: read(0),
    expected: pass({ plans: 1 }),
  },
  {
    given: "one of two plans selects",
    plans: plans(read(0), read(1)),
    protectableCount: read(3),
    expected: pass({ plans: 1 }),
  },
  { given: "no plan", plans: [], protectableCount: read(3), expected: fail("no-plan", { resources: 3 }) },
  {
    given: "a plan that selects nothing",
    plans: plans(read(0)),
    protectableCount: read(1),
    expected: fail("nothing-selected", { resources: 1 }),
  },
  { given: "nothing to protect", plans: [], protectableCount: read(0), expected: notApplicable("nothing-to-protect") },
  {
    given: "an empty plan and nothing to protect",
    plans: plans(read(0)),
    protectableCount: read(0),
    expected: notApplicable("nothing-to-protect"),
  },
  { given: "selections refused", plans: plans(refused), protectableCount: read(3), expected: denied },
  {
    given: "one plan's selections refused, another selects",
    plans: plans(refused, read(1)),
    protectableCount: read(3),
    expected: pass({ plans: 1 }),
  },
  {
    given: "selections refused, nothing to protect",
    plans: plans(refused),
    protectableCount: read(0),
    expected: denied,
  },
  {
    given: "no plan, resources unread",
    plans: [],
    protectableCount: throttled,
    expected: unknown({ code: "throttled", action: "rds:DescribeDBInstances" }),
  },
  {
    given: "a plan that selects, resources unread",
    plans: plans(read(1)),
    protectableCount: throttled,
    expected: pass({ plans: 1 }),
  },
])("$given: $expected.verdict", ({ expected, ...planning }) => {
  expect(planExists.decide(backupPlanningWith(planning), contextWith())).toEqual(expected);
});
