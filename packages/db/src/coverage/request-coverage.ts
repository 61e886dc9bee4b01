import { refuseAbsent } from "../refused-rows.ts";
import { execute } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Asks a worker to decide the organisation's coverage again, at once. Throws `not-found`. */
export async function requestCoverage(tx: TenantTransaction, organizationId: string): Promise<void> {
  await refuseAbsent(
    () => execute(tx)`
      INSERT INTO coverage_requests AS q (tenant_id, organization_id, requested_at, attempt, not_before)
      VALUES (current_setting('app.tenant_id')::uuid, ${organizationId}, clock_timestamp(), 0, clock_timestamp())
      ON CONFLICT (tenant_id, organization_id) DO UPDATE SET attempt = 0, not_before = excluded.not_before,
        requested_at = greatest(excluded.requested_at, q.requested_at + interval '1 millisecond')`,
  );
}
