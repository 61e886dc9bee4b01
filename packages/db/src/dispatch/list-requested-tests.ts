import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

export type RequestedTest = { readonly tenantId: string; readonly testId: string };

/** Connection tests that wait, or whose worker is gone, oldest first. */
export async function listRequestedTests(tx: SystemTransaction, limit = 100): Promise<RequestedTest[]> {
  return rows(tx)<RequestedTest>`
    SELECT tenant_id::text AS "tenantId", id::text AS "testId" FROM connection_tests
    WHERE state = 'requested' OR (state = 'running' AND started_at < clock_timestamp() - interval '5 minutes')
    ORDER BY requested_at LIMIT ${limit}::int`;
}
