import { type Actor, endCrawl, recordAuditEvent, requestCancel, type TenantTransaction } from "@sekinin/db";

/**
 * Asks a running crawl to end, audited in the same transaction. Steps that run notice within `watchSeconds`; a crawl
 * of which none runs ends here. False where it does not run. `at`: the database's clock where it is left out.
 */
export async function cancelCrawl(
  tx: TenantTransaction,
  crawlId: string,
  actor: Actor,
  at: Date | null = null,
): Promise<boolean> {
  if (!(await requestCancel(tx, crawlId, at))) return false;
  await recordAuditEvent(tx, { actor, action: "crawl.cancelled", detail: { crawlId } });
  await endCrawl(tx, crawlId, { state: "cancelled" }, at);
  return true;
}
