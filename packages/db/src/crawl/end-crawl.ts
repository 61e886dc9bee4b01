import { execute, rows } from "../sql.ts";
import { isUuid, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { CrawlFailure } from "./crawl.ts";

/**
 * Ends a running crawl that will not complete, with its open steps and pages. `cancelled` leaves a crawl of which a
 * worker holds a step (false then: whoever ends that step closes it); `failed` takes the leases away. False where the
 * crawl does not run. `at` is when it ended; the database's clock where it is left out.
 */
export async function endCrawl(
  tx: TenantTransaction,
  crawlId: string,
  end: { readonly state: "cancelled" } | { readonly state: "failed"; readonly failure: CrawlFailure },
  at: Date | null = null,
): Promise<boolean> {
  if (!isUuid(crawlId)) return false;
  const failure = end.state === "failed" ? storableJson(end.failure) : null;
  if (end.state === "failed") await lockOpenSteps(tx, crawlId);
  else if (!(await lockFreeSteps(tx, crawlId))) return false;
  const written = await execute(tx)`
    UPDATE crawls SET state = ${end.state}, failure = ${failure}::jsonb,
      finished_at = coalesce(${at}::timestamptz, clock_timestamp())
    WHERE id = ${crawlId}::uuid AND state = 'running'
      AND (${end.state} = 'failed' OR (cancel_requested_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM crawl_steps s WHERE s.crawl_id = ${crawlId}::uuid AND s.state = 'running')))`;
  if (written === 0) return false;
  await execute(tx)`
    UPDATE crawl_steps SET state = 'cancelled', lease_token = NULL, lease_until = NULL,
      finished_at = coalesce(${at}::timestamptz, clock_timestamp())
    WHERE crawl_id = ${crawlId}::uuid AND state IN ('pending', 'running')`;
  await execute(tx)`DELETE FROM organization_pages WHERE crawl_id = ${crawlId}::uuid`;
  return true;
}

/** Steps before the crawl, as a worker locks them that ends its step: the other way round they would block each other. */
async function lockOpenSteps(tx: TenantTransaction, crawlId: string): Promise<void> {
  await rows(tx)`
    SELECT id FROM crawl_steps WHERE crawl_id = ${crawlId}::uuid AND state IN ('pending', 'running')
    ORDER BY id FOR NO KEY UPDATE`;
}

/**
 * Locks the open steps without waiting, since who cancels holds the crawl's own row already. False where a worker has
 * one of them in its hands.
 */
async function lockFreeSteps(tx: TenantTransaction, crawlId: string): Promise<boolean> {
  const [steps] = await rows(tx)<{ open: number; locked: number }>`
    WITH locked AS MATERIALIZED (
      SELECT id FROM crawl_steps WHERE crawl_id = ${crawlId}::uuid AND state IN ('pending', 'running')
      ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
    SELECT (SELECT count(*) FROM locked)::int AS locked, (SELECT count(*) FROM crawl_steps
      WHERE crawl_id = ${crawlId}::uuid AND state IN ('pending', 'running'))::int AS open`;
  return steps !== undefined && steps.locked === steps.open;
}
