import { execute } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Puts steps back whose worker is gone, and says how many. Their late writer finds its token gone. */
export async function reapExpiredLeases(tx: SystemTransaction): Promise<number> {
  return execute(tx)`
    UPDATE crawl_steps SET state = 'pending', lease_token = NULL, lease_until = NULL
    WHERE state = 'running' AND lease_until < clock_timestamp()`;
}
