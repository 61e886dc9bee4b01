import type { DutyRow, Finding } from "@sekinin/db";
import { type ResponsibilityDomain, type Severity, severities, type UnreadReason } from "@sekinin/responsibility";
import type { VerdictKind } from "@sekinin/ui";

/** One control of an account over all its Regions. Counts are resources. */
export type ControlGroup = {
  readonly controlId: string;
  readonly domain: ResponsibilityDomain;
  readonly severity: Severity;
  /** Failing where anything fails, else unknown where anything is unknown. */
  readonly verdict: VerdictKind;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly regions: readonly string[];
  /** Open, and open ones that could not be read again. */
  readonly findings: readonly Finding[];
  readonly unknownReasons: readonly { readonly reason: UnreadReason; readonly count: number }[];
};

/** Worst severity first, then most failing, then by id. */
export function groupControls(duties: readonly DutyRow[], findings: readonly Finding[]): ControlGroup[] {
  const dutiesOf = byControlId(duties);
  const findingsOf = byControlId(findings.filter(({ status }) => status === "open" || status === "unknown"));
  return [...dutiesOf]
    .flatMap(([controlId, rows]) => groupOf(controlId, rows, findingsOf.get(controlId) ?? []))
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        b.failed - a.failed ||
        b.unknown - a.unknown ||
        (a.controlId < b.controlId ? -1 : 1),
    );
}

function byControlId<T extends { readonly controlId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.controlId);
    if (group === undefined) groups.set(row.controlId, [row]);
    else group.push(row);
  }
  return groups;
}

function groupOf(controlId: string, rows: readonly DutyRow[], findings: readonly Finding[]): ControlGroup[] {
  const [first] = rows;
  if (first === undefined) return [];
  const total = (key: "passed" | "failed" | "unknown" | "notApplicable") =>
    rows.reduce((sum, row) => sum + row[key], 0);
  const counts = { passed: total("passed"), failed: total("failed"), unknown: total("unknown") };
  return [
    {
      controlId,
      domain: first.domain,
      severity: first.severity,
      verdict: verdictOf(counts),
      ...counts,
      notApplicable: total("notApplicable"),
      regions: [...new Set(rows.map((row) => row.region))].sort(),
      findings,
      unknownReasons: mergedReasons(rows),
    },
  ];
}

function verdictOf({ passed, failed, unknown }: Pick<ControlGroup, "passed" | "failed" | "unknown">): VerdictKind {
  if (failed > 0) return "fail";
  if (unknown > 0) return "unknown";
  return passed > 0 ? "pass" : "not-applicable";
}

function mergedReasons(rows: readonly DutyRow[]): ControlGroup["unknownReasons"] {
  const merged = new Map<string, { reason: UnreadReason; count: number }>();
  for (const { reason, count } of rows.flatMap((row) => row.unknownReasons)) {
    const key = `${reason.code}\n${reason.action ?? ""}\n${reason.detail ?? ""}`;
    merged.set(key, { reason, count: (merged.get(key)?.count ?? 0) + count });
  }
  return [...merged.values()].sort((a, b) => b.count - a.count);
}
