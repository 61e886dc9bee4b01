import { describe, expect, test } from "vitest";
import { findingCsv, findingCsvHeader, findingLine, verdictLine } from "./exported-rows.ts";
import type { ExportedFinding } from "./stream-findings.ts";
import type { ExportedVerdict } from "./stream-verdicts.ts";

const at = new Date("2026-11-24T10:00:00.000Z");

function verdictWith(verdict: ExportedVerdict["verdict"]): ExportedVerdict {
  const arn = "arn:aws:s3:::ledger";
  return {
    organizationId: "o-abc1234567",
    accountId: "222222222222",
    region: "eu-west-1",
    controlId: "s3-bucket-tls-required",
    resource: arn,
    verdict,
    observedAt: at,
  };
}

describe("a line of verdicts", () => {
  test.each([
    { given: "a pass", verdict: { verdict: "pass" } as const, reason: null },
    { given: "a failure", verdict: { verdict: "fail", reason: "no-policy" } as const, reason: "no-policy" },
    {
      given: "nothing to judge",
      verdict: { verdict: "not-applicable", reason: "deleting" } as const,
      reason: "deleting",
    },
    {
      given: "a refused read",
      verdict: { verdict: "unknown", reason: { code: "access-denied", action: "s3:GetBucketPolicy" } } as const,
      reason: "access-denied: s3:GetBucketPolicy",
    },
    {
      given: "an unread list without an action",
      verdict: { verdict: "unknown", reason: { code: "not-collected" } } as const,
      reason: "not-collected",
    },
  ])("$given", ({ verdict, reason }) => {
    expect(verdictLine(verdictWith(verdict))).toEqual({
      account: "222222222222",
      region: "eu-west-1",
      control: "s3-bucket-tls-required",
      resource: "arn:aws:s3:::ledger",
      verdict: verdict.verdict,
      reason,
      observedAt: "2026-11-24T10:00:00.000Z",
    });
  });
});

function findingWith(change: Partial<ExportedFinding> = {}): ExportedFinding {
  return {
    id: "0b8f9c7e-0000-4000-8000-000000000001",
    organizationId: "o-abc1234567",
    accountId: "222222222222",
    region: "eu-west-1",
    controlId: "s3-bucket-tls-required",
    resource: "arn:aws:s3:::ledger",
    domain: "data-protection",
    severity: "medium",
    status: "open",
    reason: "no-policy",
    evidence: { bucket: '=cmd|"x"' },
    unreadReason: null,
    firstSeenAt: at,
    changedAt: at,
    resolvedAt: null,
    resolution: null,
    reopenedAt: null,
    ...change,
  };
}

describe("a line of findings", () => {
  test("an open one", () => {
    expect(findingLine(findingWith())).toMatchObject({
      account: "222222222222",
      control: "s3-bucket-tls-required",
      status: "open",
      unread: null,
      resolvedAt: null,
    });
  });

  test("one that could not be read again names why", () => {
    const line = findingLine(
      findingWith({ status: "unknown", unreadReason: { code: "throttled", action: "s3:GetBucketPolicy" } }),
    );
    expect(line).toMatchObject({ status: "unknown", unread: "throttled: s3:GetBucketPolicy" });
  });

  test("as CSV it has as many cells as the header, and none that a spreadsheet would run", () => {
    const cells = (line: string) => line.trimEnd().match(/"(?:[^"]|"")*"/g) ?? [];
    const row = findingCsv(findingWith({ resource: "=HYPERLINK(1)" }));
    expect(cells(row)).toHaveLength(cells(findingCsvHeader).length);
    for (const cell of cells(row)) expect(cell).not.toMatch(/^"[=+\-@\t\r]/);
  });
});
