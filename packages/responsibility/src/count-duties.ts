import type { DecidedResource } from "./decide-account.ts";
import type { UnreadReason } from "./reading.ts";

/** Counts of one duty: one account, Region, control. `unknownReasons` is sorted and its counts add up to `unknown`. */
export type DutyCounts = {
  readonly controlId: string;
  readonly region: string;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly unknownReasons: readonly { readonly reason: UnreadReason; readonly count: number }[];
};

type Tally = { passed: number; failed: number; unknown: number; notApplicable: number };
type Duty = Tally & {
  readonly controlId: string;
  readonly region: string;
  readonly reasons: Map<string, { readonly reason: UnreadReason; count: number }>;
};

const columnOf = { pass: "passed", fail: "failed", unknown: "unknown", "not-applicable": "notApplicable" } as const;

/** One row per control and Region that occurs, sorted by both, so that equal verdicts give equal rows. */
export function countDuties(decided: readonly DecidedResource[]): readonly DutyCounts[] {
  const duties = new Map<string, Duty>();
  for (const { controlId, region, verdict } of decided) {
    const key = `${controlId}\n${region}`;
    let duty = duties.get(key);
    if (duty === undefined) {
      duty = { controlId, region, passed: 0, failed: 0, unknown: 0, notApplicable: 0, reasons: new Map() };
      duties.set(key, duty);
    }
    duty[columnOf[verdict.verdict]] += 1;
    if (verdict.verdict === "unknown") addReason(duty, verdict.reason);
  }
  return [...duties.entries()].sort(byKey).map(([, duty]) => ({
    controlId: duty.controlId,
    region: duty.region,
    passed: duty.passed,
    failed: duty.failed,
    unknown: duty.unknown,
    notApplicable: duty.notApplicable,
    unknownReasons: [...duty.reasons.entries()].sort(byKey).map(([, { reason, count }]) => ({ reason, count })),
  }));
}

function addReason(duty: Duty, reason: UnreadReason): void {
  const key = `${reason.code}\n${reason.action ?? ""}\n${reason.detail ?? ""}`;
  const known = duty.reasons.get(key);
  if (known === undefined) duty.reasons.set(key, { reason, count: 1 });
  else known.count += 1;
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
