import { describe, expect, test } from "vitest";
import type { FindingStatus } from "./account.ts";
import { nextLife, type Sighting, type StoredFinding } from "./finding-life.ts";

const denied = { code: "access-denied", action: "s3:GetBucketPolicy" } as const;
const slow = { code: "throttled" } as const;
const fail: Sighting = { kind: "fail", reason: "no-tls-deny", evidence: { a: 1, b: ["x"] } };
const failOtherwise: Sighting = { kind: "fail", reason: "no-policy", evidence: { a: 1, b: ["x"] } };
const failWithNews: Sighting = { kind: "fail", reason: "no-tls-deny", evidence: { a: 2, b: ["x"] } };
const unread: Sighting = { kind: "unread", reason: denied };

function stored(status: FindingStatus): StoredFinding {
  return {
    id: "f",
    region: "eu-west-1",
    controlId: "c",
    resource: "arn",
    status,
    reason: "no-tls-deny",
    // The same value as in `fail`, its fields in jsonb's order.
    evidence: { b: ["x"], a: 1 },
    unreadReason: status === "unknown" ? { action: "s3:GetBucketPolicy", code: "access-denied" } : null,
  };
}

describe("nextLife", () => {
  test.each<{ is: FindingStatus; sighting: Sighting; expected: object | null }>([
    { is: "open", sighting: fail, expected: null },
    { is: "open", sighting: failOtherwise, expected: { status: "open", event: "changed", reason: "no-policy" } },
    { is: "open", sighting: failWithNews, expected: { status: "open", event: "changed" } },
    {
      is: "open",
      sighting: { kind: "pass" },
      expected: { status: "resolved", resolution: "mended", event: "resolved" },
    },
    {
      is: "open",
      sighting: { kind: "not-applicable" },
      expected: { status: "resolved", resolution: "not-applicable" },
    },
    { is: "open", sighting: { kind: "gone" }, expected: { status: "resolved", resolution: "resource-gone" } },
    { is: "open", sighting: unread, expected: { status: "unknown", event: "unread", unreadReason: denied } },
    { is: "unknown", sighting: fail, expected: { status: "open", event: "read-again", unreadReason: null } },
    { is: "unknown", sighting: { kind: "pass" }, expected: { status: "resolved", resolution: "mended" } },
    { is: "unknown", sighting: { kind: "gone" }, expected: { status: "resolved", resolution: "resource-gone" } },
    { is: "unknown", sighting: unread, expected: null },
    {
      is: "unknown",
      sighting: { kind: "unread", reason: slow },
      expected: { status: "unknown", event: null, unreadReason: slow },
    },
    { is: "resolved", sighting: fail, expected: { status: "open", event: "reopened", resolution: null } },
    { is: "resolved", sighting: { kind: "pass" }, expected: null },
    { is: "resolved", sighting: { kind: "not-applicable" }, expected: null },
    { is: "resolved", sighting: { kind: "gone" }, expected: null },
    { is: "resolved", sighting: unread, expected: null },
    { is: "frozen", sighting: fail, expected: { status: "open", event: "read-again" } },
    { is: "frozen", sighting: { kind: "pass" }, expected: { status: "resolved", resolution: "mended" } },
    { is: "frozen", sighting: { kind: "gone" }, expected: { status: "resolved", resolution: "resource-gone" } },
    { is: "frozen", sighting: unread, expected: { status: "unknown", event: "unread" } },
  ])("$is, then $sighting.kind: $expected", ({ is, sighting, expected }) => {
    const change = nextLife(stored(is), sighting);
    expect({ change }).toMatchObject({ change: expected });
  });

  test.each(["open", "unknown", "frozen", "resolved"] as const)("%s is never resolved by what was not read", (is) => {
    expect(nextLife(stored(is), unread)?.status).not.toBe("resolved");
  });

  test("keeps the last failure's reason and evidence while it cannot be read", () => {
    expect(nextLife(stored("open"), unread)).toMatchObject({ reason: "no-tls-deny", evidence: { a: 1, b: ["x"] } });
  });
});
