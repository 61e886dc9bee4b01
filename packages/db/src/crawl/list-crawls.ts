import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Crawl } from "./crawl.ts";

/** One line of the list of crawls; counts are of accounts' steps. */
export type CrawlSummary = Crawl & {
  readonly accounts: number;
  readonly accountsDone: number;
  readonly accountsUnread: number;
  readonly calls: number;
  readonly throttles: number;
};

/** Newest first. `before` is the id of the last crawl of the page before; one that is not ours gives no rows. */
export async function listCrawls(
  tx: TenantTransaction,
  page: { readonly limit: number; readonly before?: string | null; readonly connectionId?: string | null },
): Promise<CrawlSummary[]> {
  const before = page.before ?? null;
  const connectionId = page.connectionId ?? null;
  if ((before !== null && !isUuid(before)) || (connectionId !== null && !isUuid(connectionId))) return [];
  return rows(tx)<CrawlSummary>`
    SELECT c.id::text, c.connection_id::text AS "connectionId", c.organization_id AS "organizationId", c.state,
      c.trigger, c.failure, c.requested_at AS "requestedAt", c.started_at AS "startedAt",
      c.finished_at AS "finishedAt", c.cancel_requested_at AS "cancelRequestedAt",
      s.accounts, s.done AS "accountsDone", s.unread AS "accountsUnread", s.calls, s.throttles
    FROM crawls c CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE kind = 'account')::int AS accounts,
        count(*) FILTER (WHERE kind = 'account' AND state = 'done')::int AS done,
        count(*) FILTER (WHERE kind = 'account' AND unread IS NOT NULL)::int AS unread,
        coalesce(sum(calls), 0)::int AS calls, coalesce(sum(throttles), 0)::int AS throttles
      FROM crawl_steps WHERE crawl_id = c.id
    ) s
    WHERE (${connectionId}::uuid IS NULL OR c.connection_id = ${connectionId}::uuid)
      AND (${before}::uuid IS NULL OR (c.requested_at, c.id) <
        (SELECT b.requested_at, b.id FROM crawls b WHERE b.id = ${before}::uuid))
    ORDER BY c.requested_at DESC, c.id DESC LIMIT ${page.limit}`;
}
