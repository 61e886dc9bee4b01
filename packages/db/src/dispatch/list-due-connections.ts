import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

/** A connection whose scheduled hour has come; the caller starts the crawl and moves `nextCrawlAt` inside the tenant. */
export type DueConnection = {
  readonly tenantId: string;
  readonly connectionId: string;
  /** The tenant's IANA zone. */
  readonly zone: string;
  readonly scheduleHour: number;
  /** Null where the schedule was just set: nothing is due yet, only the next time is missing. */
  readonly nextCrawlAt: Date | null;
};

/** Ready connections with a schedule whose time is at or before `now`, or has not been computed yet. */
export async function listDueConnections(tx: SystemTransaction, now: Date): Promise<DueConnection[]> {
  return rows(tx)<DueConnection>`
    SELECT c.tenant_id::text AS "tenantId", c.id::text AS "connectionId", t.zone, c.schedule_hour AS "scheduleHour",
      c.next_crawl_at AS "nextCrawlAt"
    FROM connections c JOIN tenants t ON t.id = c.tenant_id
    WHERE c.schedule_hour IS NOT NULL AND c.state IN ('ready', 'failing')
      AND (c.next_crawl_at IS NULL OR c.next_crawl_at <= ${now}::timestamptz)
    ORDER BY c.next_crawl_at NULLS FIRST, c.id LIMIT 1000`;
}
