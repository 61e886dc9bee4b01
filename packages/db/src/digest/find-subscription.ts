import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Subscription } from "./subscription.ts";
import { subscriptionOf } from "./subscription-columns.ts";

/** Null where this tenant has no such subscription. An ended one is found, with why it ended. */
export async function findSubscription(tx: TenantTransaction, subscriptionId: string): Promise<Subscription | null> {
  if (!isUuid(subscriptionId)) return null;
  const row = await tx.subscription.findFirst({ where: { id: subscriptionId } });
  return row === null ? null : subscriptionOf(row);
}
