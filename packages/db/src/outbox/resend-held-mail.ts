import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Sends a held mail after all, the same message with the same Message-ID. False where it is not held (any more). */
export async function resendHeldMail(tx: TenantTransaction, mailId: string): Promise<boolean> {
  if (!isUuid(mailId)) return false;
  const written = await execute(tx)`
    UPDATE outbox_mails SET state = 'composed', not_before = NULL, settled_at = NULL
    WHERE id = ${mailId}::uuid AND state = 'held' AND mime IS NOT NULL`;
  return written === 1;
}
