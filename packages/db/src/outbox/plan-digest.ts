import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Plans the mail of a period whose time has come, and moves the subscription to its next time. False where another
 * process was first, or the subscription changed meanwhile: nothing is written. A period that has its mail already
 * (a zone was changed, a clock jumped) gets no second one.
 */
export async function planDigest(
  tx: TenantTransaction,
  due: { readonly subscriptionId: string; readonly dueAt: Date; readonly period: string; readonly nextAt: Date },
): Promise<boolean> {
  if (!isUuid(due.subscriptionId)) return false;
  const moved = await execute(tx)`
    UPDATE subscriptions SET next_at = ${due.nextAt}::timestamptz
    WHERE id = ${due.subscriptionId}::uuid AND state = 'active' AND next_at = ${due.dueAt}::timestamptz`;
  if (moved === 0) return false;
  const planned = await execute(tx)`
    INSERT INTO outbox_mails (tenant_id, id, kind, recipient_id, period)
    SELECT tenant_id, gen_random_uuid(), 'digest', id, ${due.period} FROM subscriptions
    WHERE id = ${due.subscriptionId}::uuid
    ON CONFLICT (tenant_id, kind, recipient_id, period) DO NOTHING`;
  return planned === 1;
}
