import { Failure } from "@sekinin/config";
import { execute } from "../sql.ts";
import { boundedKey, isUuid, mostIdBytes } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** One step per account that has none yet in this crawl; says how many were added. Throws `not-found`. */
export async function addAccountSteps(
  tx: TenantTransaction,
  crawlId: string,
  accountIds: readonly string[],
): Promise<number> {
  if (!isUuid(crawlId) || (await tx.crawl.count({ where: { id: crawlId } })) === 0) throw new Failure("not-found");
  const ids = [...new Set(accountIds.map((id) => boundedKey(id, mostIdBytes)))];
  return execute(tx)`
    INSERT INTO crawl_steps (tenant_id, id, crawl_id, kind, account_id)
    SELECT current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${crawlId}::uuid, 'account', account_id
    FROM unnest(${ids}::text[]) AS account_id
    ON CONFLICT (tenant_id, crawl_id, kind, account_id) DO NOTHING`;
}
