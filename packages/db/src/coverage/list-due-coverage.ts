import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

export type DueCoverage = { readonly tenantId: string; readonly organizationId: string };

/**
 * Organisations whose coverage waits to be decided again, one of each tenant before the second of any, those
 * that wait longest first; at most 100.
 */
export async function listDueCoverage(tx: SystemTransaction): Promise<DueCoverage[]> {
  return rows(tx)<DueCoverage>`
    SELECT tenant_id::text AS "tenantId", organization_id AS "organizationId" FROM coverage_requests
    WHERE not_before <= clock_timestamp()
    ORDER BY row_number() OVER (PARTITION BY tenant_id ORDER BY not_before, organization_id), not_before,
      organization_id LIMIT 100`;
}
