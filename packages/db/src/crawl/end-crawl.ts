import { execute, rows } from "../sql.ts";
import { isUuid, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { CrawlFailure } from "./crawl.ts";

/**
 * Ends a running crawl that will not complete, with its open steps and pages. `cancelled` waits for steps that run
 * (false then); `failed` takes their leases away. False where the crawl does not run.
 */
export async function endCrawl(
  tx: TenantTransaction,
  crawlId: string,
  end: { readonly state: "cancelled" } | { readonly state: "failed"; readonly failure: CrawlFailure },
): Promise<boolean> {
  if (!isUuid(crawlId)) return false;
  const failure = end.state === "failed" ? storableJson(end.failure) : null;
  // Steps before the crawl, as a worker locks them that ends its step: the other way round they would block each other.
  await rows(tx)`
    SELECT id FROM crawl_steps WHERE crawl_id = ${crawlId}::uuid AND state IN ('pending', 'running')
    ORDER BY id FOR NO KEY UPDATE`;
  const written = await execute(tx)`
    UPDATE crawls SET state = ${end.state}, failure = ${failure}::jsonb, finished_at = clock_timestamp()
    WHERE id = ${crawlId}::uuid AND state = 'running'
      AND (${end.state} = 'failed' OR (cancel_requested_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM crawl_steps s WHERE s.crawl_id = ${crawlId}::uuid AND s.state = 'running')))`;
  if (written === 0) return false;
  await execute(tx)`
    UPDATE crawl_steps SET state = 'cancelled', lease_token = NULL, lease_until = NULL,
      finished_at = clock_timestamp()
    WHERE crawl_id = ${crawlId}::uuid AND state IN ('pending', 'running')`;
  await execute(tx)`DELETE FROM organization_pages WHERE crawl_id = ${crawlId}::uuid`;
  return true;
}
