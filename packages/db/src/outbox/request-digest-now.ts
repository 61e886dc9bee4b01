import { findSubscription } from "../digest/find-subscription.ts";
import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Plans a digest beside the weekly ones. `date` is today's in the subscription's zone: once a day. `not-active` also
 * where this tenant has no such subscription.
 */
export async function requestDigestNow(
  tx: TenantTransaction,
  subscriptionId: string,
  date: string,
): Promise<"planned" | "already" | "not-active"> {
  if (!isUuid(subscriptionId)) return "not-active";
  const subscription = await findSubscription(tx, subscriptionId);
  if (subscription?.state !== "active") return "not-active";
  const written = await execute(tx)`
    INSERT INTO outbox_mails (tenant_id, id, kind, recipient_id, period)
    SELECT tenant_id, gen_random_uuid(), 'digest', id, ${`now-${date.slice(0, 32)}`} FROM subscriptions
    WHERE id = ${subscriptionId}::uuid
    ON CONFLICT (tenant_id, kind, recipient_id, period) DO NOTHING`;
  return written === 1 ? "planned" : "already";
}
