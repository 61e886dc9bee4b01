import { Failure } from "@sekinin/config";
import { rows } from "../sql.ts";
import { boundedKey, mostIdBytes, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountResult } from "./account-result.ts";

/** Makes the stored duties of an account those of the result; says how many rows were written or removed. */
export async function replaceDuties(tx: TenantTransaction, result: AccountResult): Promise<number> {
  const controls = new Map(result.controls.map((control) => [control.id, control]));
  const duties = result.duties.map((duty) => {
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
  const column = <K extends keyof (typeof duties)[number]>(name: K) => duties.map((duty) => duty[name]);
  // Rows that are equal already are left out before the insert: ON CONFLICT would lock, and so write, each of them.
  const [written] = await rows(tx)<{ count: number }>`
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
      RETURNING 1
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
      RETURNING 1
    )
    SELECT ((SELECT count(*) FROM gone) + (SELECT count(*) FROM written))::int AS count`;
  return written?.count ?? 0;
}
