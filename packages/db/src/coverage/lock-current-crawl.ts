import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** The crawl that pages show, held so until the transaction ends; null where there is none, or no such organisation. */
export async function lockCurrentCrawl(tx: TenantTransaction, organizationId: string): Promise<string | null> {
  const [row] = await rows(tx)<{ crawlId: string | null }>`
    SELECT current_crawl_id::text AS "crawlId" FROM organizations
    WHERE organization_id = ${organizationId} FOR NO KEY UPDATE`;
  return row?.crawlId ?? null;
}
