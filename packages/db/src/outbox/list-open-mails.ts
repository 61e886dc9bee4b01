import { rows } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

/** A mail that somebody has to look after now. */
export type OpenMail = { readonly tenantId: string; readonly mailId: string };

/**
 * Mails that are due and that no process holds, by the database's clock: the longest due of each tenant, then the
 * second of each, so that nobody waits behind another's thousands. At most `limit`.
 */
export async function listOpenMails(tx: SystemTransaction, limit: number): Promise<OpenMail[]> {
  return rows(tx)<OpenMail>`
    SELECT tenant_id::text AS "tenantId", id::text AS "mailId" FROM (
      SELECT tenant_id, id, not_before,
        row_number() OVER (PARTITION BY tenant_id ORDER BY not_before NULLS FIRST, id) AS turn
      FROM outbox_mails
      WHERE state IN ('planned', 'composed', 'transmitting', 'unknown') AND settled_at IS NULL
        AND (not_before IS NULL OR not_before <= clock_timestamp())
        AND (lease_until IS NULL OR lease_until < clock_timestamp())) due
    ORDER BY turn, not_before NULLS FIRST, tenant_id, id LIMIT ${limit}::int`;
}
