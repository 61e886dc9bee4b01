import type { DutyCounts, UnreadReason } from "@sekinin/responsibility";
import { expect, test } from "vitest";
import { unreadOf } from "./unread-of.ts";

const duty = (...unknownReasons: { reason: UnreadReason; count: number }[]): DutyCounts => ({
  controlId: "c",
  region: "global",
  passed: 0,
  failed: 0,
  unknown: unknownReasons.reduce((sum, { count }) => sum + count, 0),
  notApplicable: 0,
  unknownReasons,
});
const denied = { code: "access-denied", action: "s3:GetBucketPolicy" } as const;
const off = { code: "region-disabled" } as const;

test.each([
  { given: "no duty", duties: [], expected: null },
  { given: "everything read", duties: [duty()], expected: null },
  {
    given: "one reason in two duties",
    duties: [duty({ reason: denied, count: 2 }), duty({ reason: { ...denied }, count: 3 })],
    expected: [{ reason: denied, count: 5 }],
  },
  {
    given: "several reasons, most first",
    duties: [duty({ reason: off, count: 1 }, { reason: denied, count: 4 })],
    expected: [
      { reason: denied, count: 4 },
      { reason: off, count: 1 },
    ],
  },
])("$given", ({ duties, expected }) => {
  expect(unreadOf(duties)).toEqual(expected);
});

test("a step's row never grows with hostile details", () => {
  const duties = Array.from({ length: 500 }, (_, index) =>
    duty({ reason: { code: "endpoint-failed", detail: `E${index}` }, count: 1 }),
  );
  expect(unreadOf(duties)).toHaveLength(50);
});
