import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

/** A tenant with steps that wait. */
export type TenantBacklog = {
  readonly tenantId: string;
  /** Ids of steps, those of the oldest crawl first, at most `perTenantLimit`. */
  readonly pending: readonly string[];
  /** Steps under a lease now. */
  readonly running: number;
};

/** What could be given to workers now: steps of running crawls that are not cancelled and whose time has come. */
export async function listDispatchable(
  tx: SystemTransaction,
  { perTenantLimit }: { readonly perTenantLimit: number },
): Promise<TenantBacklog[]> {
  return rows(tx)<TenantBacklog>`
    SELECT t.tenant_id::text AS "tenantId", t.running, p.pending
    FROM (
      SELECT c.tenant_id, coalesce(sum(r.running), 0)::int AS running
      FROM crawls c CROSS JOIN LATERAL (
        SELECT count(*) AS running FROM crawl_steps s
        WHERE s.tenant_id = c.tenant_id AND s.crawl_id = c.id AND s.state = 'running') r
      WHERE c.state = 'running' AND c.cancel_requested_at IS NULL GROUP BY c.tenant_id
    ) t CROSS JOIN LATERAL (
      SELECT array_agg(w.id::text ORDER BY w.requested_at, w.crawl_id, w.id) AS pending FROM (
        SELECT s.id, s.crawl_id, c.requested_at
        FROM crawls c JOIN crawl_steps s ON s.tenant_id = c.tenant_id AND s.crawl_id = c.id
        WHERE c.tenant_id = t.tenant_id AND c.state = 'running' AND c.cancel_requested_at IS NULL
          AND s.state = 'pending' AND (s.not_before IS NULL OR s.not_before <= clock_timestamp())
        ORDER BY c.requested_at, s.crawl_id, s.id LIMIT ${perTenantLimit}::int
      ) w
    ) p WHERE p.pending IS NOT NULL ORDER BY t.tenant_id`;
}
