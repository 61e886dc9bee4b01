import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { SubscriptionReason } from "./subscription.ts";

/**
 * Ends a subscription for good, and skips what was planned for it and has not begun to be sent. Says whether it was
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
  await tx.outboxMail.updateMany({
    where: { kind: "digest", recipientId: subscriptionId, state: { in: ["planned", "composed", "unknown", "held"] } },
    data: {
      state: "skipped",
      reason: { code: reason },
      mime: null,
      leaseToken: null,
      leaseUntil: null,
      settledAt: new Date(),
    },
  });
  return true;
}
