import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import type { TenantTransaction } from "../transaction.ts";
import { endCrawl } from "./end-crawl.ts";
import { requestCancel } from "./request-cancel.ts";

/**
 * Asks a running crawl to end, audited in the same transaction. Workers notice when they next renew their step; a crawl
 * of which no worker holds a step ends here, since nobody else would close it for some ten seconds. False where there
 * is no such running crawl. `at`: the database's clock where it is left out.
 */
export async function cancelCrawl(
  tx: TenantTransaction,
  { crawlId, actor, at = null }: { readonly crawlId: string; readonly actor: Actor; readonly at?: Date | null },
): Promise<boolean> {
  if (!(await requestCancel(tx, crawlId, at))) return false;
  await recordAuditEvent(tx, { actor, action: "crawl.cancelled", detail: { crawlId } });
  await endCrawl(tx, crawlId, { state: "cancelled" }, at);
  return true;
}
