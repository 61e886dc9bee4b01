import type { UnreadReason } from "@sekinin/responsibility";
import { csvLine } from "./csv.ts";
import type { ExportedFinding } from "./stream-findings.ts";
import type { ExportedVerdict } from "./stream-verdicts.ts";

/** One line of `export verdicts`. `reason` is null for a pass. */
export type VerdictLine = {
  readonly account: string;
  readonly region: string;
  readonly control: string;
  readonly resource: string;
  readonly verdict: "pass" | "fail" | "unknown" | "not-applicable";
  readonly reason: string | null;
  readonly observedAt: string;
};

/** `access-denied: s3:GetBucketPolicy`: what kept us from reading, and where. */
function unreadWords({ code, action, detail }: UnreadReason): string {
  return [code, ...[action, detail].filter((part) => part !== undefined)].join(": ");
}

/** An `ExportedVerdict` as people and programs read it. */
export function verdictLine(row: ExportedVerdict): VerdictLine {
  const { verdict } = row;
  const reason =
    verdict.verdict === "pass" ? null : verdict.verdict === "unknown" ? unreadWords(verdict.reason) : verdict.reason;
  return {
    account: row.accountId,
    region: row.region,
    control: row.controlId,
    resource: row.resource,
    verdict: verdict.verdict,
    reason,
    observedAt: row.observedAt.toISOString(),
  };
}

/** One line of `export findings`; null where there is nothing to say. */
export function findingLine(row: ExportedFinding) {
  return {
    id: row.id,
    organization: row.organizationId,
    account: row.accountId,
    region: row.region,
    control: row.controlId,
    resource: row.resource,
    domain: row.domain,
    severity: row.severity,
    status: row.status,
    reason: row.reason,
    unread: row.unreadReason === null ? null : unreadWords(row.unreadReason),
    firstSeenAt: row.firstSeenAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    resolution: row.resolution,
    reopenedAt: row.reopenedAt?.toISOString() ?? null,
    evidence: row.evidence,
  };
}

type FindingLine = ReturnType<typeof findingLine>;

const columns = [
  "id",
  "organization",
  "account",
  "region",
  "control",
  "resource",
  "domain",
  "severity",
  "status",
  "reason",
  "unread",
  "firstSeenAt",
  "changedAt",
  "resolvedAt",
  "resolution",
  "reopenedAt",
  "evidence",
] as const satisfies readonly (keyof FindingLine)[];

/** Head of `export findings` as CSV: the fields' own names, in every language. */
export const findingCsvHeader = csvLine(columns);

/** The same line as CSV; evidence as JSON in one cell. */
export function findingCsv(row: ExportedFinding): string {
  const line = findingLine(row);
  return csvLine(
    columns.map((column) => {
      const value = line[column];
      return value === null || typeof value === "string" ? value : JSON.stringify(value);
    }),
  );
}
