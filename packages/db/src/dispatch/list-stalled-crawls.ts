import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";
import type { OpenCrawl } from "./list-cancelled-running.ts";

/**
 * Running crawls in which nothing waits or runs: their last step was never added, or has failed. The caller adds it
 * by `addFinaliseStepWhenDone`, or ends the crawl where that is refused.
 */
export async function listStalledCrawls(tx: SystemTransaction): Promise<OpenCrawl[]> {
  return rows(tx)<OpenCrawl>`
    SELECT c.tenant_id::text AS "tenantId", c.id::text AS "crawlId" FROM crawls c
    WHERE c.state = 'running' AND c.cancel_requested_at IS NULL
      AND NOT EXISTS (SELECT FROM crawl_steps s
        WHERE s.tenant_id = c.tenant_id AND s.crawl_id = c.id AND s.state IN ('pending', 'running'))
    ORDER BY c.requested_at LIMIT 1000`;
}
