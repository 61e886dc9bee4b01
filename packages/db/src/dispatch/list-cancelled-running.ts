import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

export type OpenCrawl = { readonly tenantId: string; readonly crawlId: string };

/** Crawls that were asked to end and hold no live step any more: the caller ends them by `endCrawl`. */
export async function listCancelledRunning(tx: SystemTransaction): Promise<OpenCrawl[]> {
  return rows(tx)<OpenCrawl>`
    SELECT c.tenant_id::text AS "tenantId", c.id::text AS "crawlId" FROM crawls c
    WHERE c.state = 'running' AND c.cancel_requested_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM crawl_steps s
        WHERE s.tenant_id = c.tenant_id AND s.crawl_id = c.id AND s.state = 'running')
    ORDER BY c.cancel_requested_at LIMIT 1000`;
}
