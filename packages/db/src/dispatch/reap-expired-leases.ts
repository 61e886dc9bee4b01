import { execute } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Puts steps back whose worker is gone, and says how many. Their late writer finds its token gone. */
export async function reapExpiredLeases(tx: SystemTransaction): Promise<number> {
  // A worker that froze in its transaction holds its row's lock: the others' leases must not wait for it.
  return execute(tx)`
    UPDATE crawl_steps s SET state = 'pending', lease_token = NULL, lease_until = NULL
    FROM (SELECT tenant_id, id FROM crawl_steps WHERE state = 'running' AND lease_until < clock_timestamp()
      FOR NO KEY UPDATE SKIP LOCKED) over
    WHERE s.tenant_id = over.tenant_id AND s.id = over.id`;
}
