import { execute, rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Asks a running crawl to end: steps that wait are cancelled here, those that run learn it from `renewLease`.
 * False where there is no such running crawl. The crawl itself ends by `endCrawl`. `at` is when it was asked; the
 * database's clock where it is left out.
 */
export async function requestCancel(tx: TenantTransaction, crawlId: string, at: Date | null = null): Promise<boolean> {
  if (!isUuid(crawlId)) return false;
  const [crawl] = await rows(tx)<{ id: string }>`
    UPDATE crawls SET cancel_requested_at = coalesce(cancel_requested_at, ${at}::timestamptz, clock_timestamp())
    WHERE id = ${crawlId}::uuid AND state = 'running' RETURNING id::text`;
  if (crawl === undefined) return false;
  // A step that a worker is claiming in this moment is left to it: waiting for its lock while we hold the crawl's would
  // be a deadlock, and the worker learns of the cancellation when it renews.
  await execute(tx)`
    UPDATE crawl_steps SET state = 'cancelled', finished_at = coalesce(${at}::timestamptz, clock_timestamp())
    WHERE crawl_id = ${crawlId}::uuid AND id IN (
      SELECT id FROM crawl_steps WHERE crawl_id = ${crawlId}::uuid AND state = 'pending'
      FOR NO KEY UPDATE SKIP LOCKED)`;
  return true;
}
