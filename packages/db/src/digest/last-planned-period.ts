import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * The latest local date, `YYYY-MM-DD`, that a weekly digest of the subscription was planned for: a date has one mail,
 * whatever became of it, so the next one is for a later date. Null where none was planned yet.
 */
export async function lastPlannedPeriod(tx: TenantTransaction, subscriptionId: string): Promise<string | null> {
  if (!isUuid(subscriptionId)) return null;
  const [row] = await rows(tx)<{ period: string | null }>`
    SELECT max(period) AS period FROM outbox_mails
    WHERE kind = 'digest' AND recipient_id = ${subscriptionId}::uuid AND period ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'`;
  return row?.period ?? null;
}
