import { Failure } from "@sekinin/config";
import type { DutyChange, ScoredDuty } from "@sekinin/posture";
import { rows } from "../sql.ts";
import { boundedKey, mostIdBytes, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountResult } from "./account-result.ts";

/** How many rows were written or removed, and each duty that came, went or counts otherwise. */
export type DutyChanges = { readonly rowsWritten: number; readonly changes: readonly DutyChange[] };

type Key = Pick<DutyChange, "region" | "controlId">;
type Written = {
  readonly count: number;
  readonly before: readonly (Key & ScoredDuty)[];
  readonly after: readonly (Key & ScoredDuty)[];
};

/** Makes the stored duties of an account those of the result. */
export async function replaceDuties(tx: TenantTransaction, result: AccountResult): Promise<DutyChanges> {
  const duties = scoredDuties(result);
  const written = await writeDuties(tx, result, duties);
  const before = new Map(written.before.map((duty) => [keyOf(duty), duty]));
  const after = new Map(written.after.map((duty) => [keyOf(duty), duty]));
  const keys = new Map([...written.before, ...written.after].map((duty) => [keyOf(duty), duty]));
  const changes = [...keys].map(([key, { region, controlId }]) => {
    return { region, controlId, before: before.get(key) ?? null, after: after.get(key) ?? null };
  });
  return { rowsWritten: written.count, changes };
}

function keyOf({ region, controlId }: Key): string {
  return JSON.stringify([region, controlId]);
}

/** The result's duties with the domain and severity of their controls. Throws `internal` where one has no control. */
export function scoredDuties(result: AccountResult) {
  const controls = new Map(result.controls.map((control) => [control.id, control]));
  return result.duties.map((duty) => {
    const control = controls.get(duty.controlId);
    if (control === undefined) {
      throw new Failure("internal", {
        detail: { problem: `No control \`${duty.controlId}\` in the catalogue given.` },
      });
    }
    return {
      ...duty,
      region: boundedKey(duty.region, mostIdBytes),
      domain: control.domain,
      severity: control.severity,
    };
  });
}

async function writeDuties(
  tx: TenantTransaction,
  result: AccountResult,
  duties: ReturnType<typeof scoredDuties>,
): Promise<Written> {
  const column = <K extends keyof (typeof duties)[number]>(name: K) => duties.map((duty) => duty[name]);
  // Rows that are equal already are left out before the insert: ON CONFLICT would lock, and so write, each of them.
  const [written] = await rows(tx)<Written>`
    WITH incoming AS (
      SELECT region, control_id, domain, severity, passed, failed, unknown, not_applicable, reasons::jsonb
      FROM unnest(${column("region")}::text[], ${column("controlId")}::text[], ${column("domain")}::text[],
        ${column("severity")}::text[], ${column("passed")}::int[], ${column("failed")}::int[],
        ${column("unknown")}::int[], ${column("notApplicable")}::int[],
        ${duties.map((duty) => storableJson(duty.unknownReasons))}::text[])
        AS i(region, control_id, domain, severity, passed, failed, unknown, not_applicable, reasons)
    ), gone AS (
      DELETE FROM duties d WHERE d.organization_id = ${result.organizationId} AND d.account_id = ${result.accountId}
        AND (d.region, d.control_id) NOT IN (SELECT i.region, i.control_id FROM incoming i)
      RETURNING region, control_id
    ), written AS (
      INSERT INTO duties (tenant_id, organization_id, account_id, region, control_id, domain, severity, passed,
        failed, unknown, not_applicable, unknown_reasons, changed_at, crawl_id)
      SELECT current_setting('app.tenant_id')::uuid, ${result.organizationId}, ${result.accountId}, i.region,
        i.control_id, i.domain, i.severity, i.passed, i.failed, i.unknown, i.not_applicable, i.reasons,
        ${result.observedAt}::timestamptz, ${result.crawlId}::uuid
      FROM incoming i WHERE NOT EXISTS (
        SELECT FROM duties d WHERE d.organization_id = ${result.organizationId}
          AND d.account_id = ${result.accountId} AND d.region = i.region AND d.control_id = i.control_id
          AND d.domain = i.domain AND d.severity = i.severity AND d.passed = i.passed AND d.failed = i.failed
          AND d.unknown = i.unknown AND d.not_applicable = i.not_applicable AND d.unknown_reasons = i.reasons)
      ON CONFLICT (tenant_id, organization_id, account_id, region, control_id) DO UPDATE SET
        domain = excluded.domain, severity = excluded.severity, passed = excluded.passed, failed = excluded.failed,
        unknown = excluded.unknown, not_applicable = excluded.not_applicable,
        unknown_reasons = excluded.unknown_reasons, changed_at = excluded.changed_at, crawl_id = excluded.crawl_id
      RETURNING region, control_id AS "controlId", domain, severity, passed, failed, unknown
    ), stored AS (
      SELECT d.region, d.control_id AS "controlId", d.domain, d.severity, d.passed, d.failed, d.unknown FROM duties d
      WHERE d.organization_id = ${result.organizationId} AND d.account_id = ${result.accountId}
        AND (d.region, d.control_id) IN (SELECT * FROM gone UNION ALL SELECT region, "controlId" FROM written)
    )
    SELECT ((SELECT count(*) FROM gone) + (SELECT count(*) FROM written))::int AS count,
      (SELECT coalesce(jsonb_agg(s), '[]') FROM stored s) AS before,
      (SELECT coalesce(jsonb_agg(w), '[]') FROM written w) AS after`;
  return written ?? { count: 0, before: [], after: [] };
}
