import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

export type DueSubscription = { readonly tenantId: string; readonly subscriptionId: string; readonly nextAt: Date };

/** Active subscriptions whose time is at or before `now`, the longest due first. At most 1,000. */
export async function listDueSubscriptions(tx: SystemTransaction, now: Date): Promise<DueSubscription[]> {
  return rows(tx)<DueSubscription>`
    SELECT tenant_id::text AS "tenantId", id::text AS "subscriptionId", next_at AS "nextAt" FROM subscriptions
    WHERE state = 'active' AND next_at <= ${now}::timestamptz ORDER BY next_at, id LIMIT 1000`;
}
