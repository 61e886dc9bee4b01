import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** `lost`: another worker has the step, or it has ended: stop at once. `cancelled`: stop and finish as cancelled. */
export type Renewal = "renewed" | "cancelled" | "lost";

/** Moves the lease's end, by the database's clock. */
export async function renewLease(
  tx: TenantTransaction,
  stepId: string,
  token: string,
  leaseSeconds = 60,
): Promise<Renewal> {
  if (!isUuid(stepId) || !isUuid(token)) return "lost";
  const [row] = await rows(tx)<{ cancelled: boolean }>`
    UPDATE crawl_steps s SET lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::float8)
    FROM crawls c
    WHERE s.id = ${stepId}::uuid AND s.lease_token = ${token}::uuid AND s.state = 'running' AND c.id = s.crawl_id
    RETURNING c.cancel_requested_at IS NOT NULL OR c.state <> 'running' AS cancelled`;
  if (row === undefined) return "lost";
  return row.cancelled ? "cancelled" : "renewed";
}
