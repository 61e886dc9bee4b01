import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { SubscriptionReason } from "./subscription.ts";

/**
 * Ends a subscription for good, and skips what was planned for it. A mail that may have arrived already is not said to
 * be unsent: it stays `unknown`, with `may-have-arrived`, and nobody sends it again. Says whether it was
 * this call that ended it; ending it again changes nothing, so that a link may be followed twice.
 */
export async function endSubscription(
  tx: TenantTransaction,
  subscriptionId: string,
  reason: SubscriptionReason,
): Promise<boolean> {
  if (!isUuid(subscriptionId)) return false;
  const ended = await tx.subscription.updateMany({
    where: { id: subscriptionId, state: { not: "ended" } },
    data: { state: "ended", stateReason: reason, nextAt: null },
  });
  if (ended.count === 0) return false;
  await execute(tx)`
    UPDATE outbox_mails SET mime = NULL, lease_token = NULL, lease_until = NULL, settled_at = clock_timestamp(),
      state = CASE WHEN unclear > 0 THEN 'unknown' ELSE 'skipped' END,
      reason = jsonb_build_object('code', CASE WHEN unclear > 0 THEN 'may-have-arrived' ELSE ${reason}::text END)
    WHERE kind = 'digest' AND recipient_id = ${subscriptionId}::uuid
      AND state IN ('planned', 'composed', 'unknown', 'held')`;
  return true;
}
