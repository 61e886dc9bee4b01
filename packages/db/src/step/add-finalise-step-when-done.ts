import { execute, rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Adds the last step once every other step of a running crawl has ended: exactly one, also where two steps end at
 * the same moment. True where this call added it. Call it last in the transaction that finishes a step.
 */
export async function addFinaliseStepWhenDone(tx: TenantTransaction, crawlId: string): Promise<boolean> {
  if (!isUuid(crawlId)) return false;
  // The lock comes first and alone: the next statement then sees what the transaction before us has committed.
  const [crawl] = await rows(tx)<{ id: string }>`
    SELECT id::text FROM crawls
    WHERE id = ${crawlId}::uuid AND state = 'running' AND cancel_requested_at IS NULL FOR NO KEY UPDATE`;
  if (crawl === undefined) return false;
  const written = await execute(tx)`
    INSERT INTO crawl_steps (tenant_id, id, crawl_id, kind)
    SELECT current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${crawlId}::uuid, 'finalise'
    WHERE EXISTS (SELECT FROM crawl_steps WHERE crawl_id = ${crawlId}::uuid AND kind = 'organization' AND state = 'done')
      AND NOT EXISTS (
        SELECT FROM crawl_steps WHERE crawl_id = ${crawlId}::uuid AND state IN ('pending', 'running'))
    ON CONFLICT (tenant_id, crawl_id, kind, account_id) DO NOTHING`;
  return written === 1;
}
