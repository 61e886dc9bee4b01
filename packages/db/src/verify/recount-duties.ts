import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Disagreement } from "./disagreement.ts";

/** For every duty, failed = count of its open findings; and no open finding stands without a duty. */
export function recountDuties(tx: TenantTransaction): Promise<Disagreement[]> {
  return rows(tx)<Disagreement>`
    SELECT 'duty-findings' AS kind, organization_id AS "organizationId", account_id AS "nodeId",
      region || ' ' || control_id AS where, d.failed AS stored, coalesce(f.open, 0)::int AS recounted
    FROM duties d FULL JOIN (
      SELECT organization_id, account_id, region, control_id, count(*) AS open FROM findings
      WHERE status = 'open' GROUP BY organization_id, account_id, region, control_id
    ) f USING (organization_id, account_id, region, control_id)
      JOIN account_states a USING (organization_id, account_id)
    WHERE a.status <> 'frozen' AND coalesce(d.failed, 0) <> coalesce(f.open, 0)
    ORDER BY organization_id, account_id, region, control_id LIMIT 1000`;
}
