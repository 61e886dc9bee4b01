import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Crawl } from "./crawl.ts";

export async function findCrawl(tx: TenantTransaction, crawlId: string): Promise<Crawl | null> {
  if (!isUuid(crawlId)) return null;
  const [crawl] = await rows(tx)<Crawl>`
    SELECT id::text, connection_id::text AS "connectionId", organization_id AS "organizationId", state, trigger,
      failure, requested_at AS "requestedAt", started_at AS "startedAt", finished_at AS "finishedAt",
      cancel_requested_at AS "cancelRequestedAt"
    FROM crawls WHERE id = ${crawlId}::uuid`;
  return crawl ?? null;
}
