import type { Locale } from "../locale.ts";
import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** A message as it will be sent, every time. */
export type ComposedMail = {
  readonly messageId: string;
  readonly address: string;
  readonly locale: Locale;
  readonly subject: string;
  /** When the crawl ended that it tells of last; null for a mail that tells of none. */
  readonly toldUntil: Date | null;
  readonly mime: Uint8Array<ArrayBuffer>;
};

/** Stores the message of a planned mail, and keeps the lease. False: the lease is lost and nothing was written. */
export async function storeComposedMail(
  tx: TenantTransaction,
  mailId: string,
  leaseToken: string,
  mail: ComposedMail,
): Promise<boolean> {
  if (!isUuid(mailId) || !isUuid(leaseToken)) return false;
  const written = await execute(tx)`
    UPDATE outbox_mails SET state = 'composed', message_id = ${mail.messageId}, address = ${mail.address},
      locale = ${mail.locale}, subject = ${mail.subject.slice(0, 500)}, mime = ${mail.mime}::bytea,
      bytes = ${mail.mime.byteLength}::int, composed_at = clock_timestamp(),
      told_until = ${mail.toldUntil}::timestamptz, reason = NULL
    WHERE id = ${mailId}::uuid AND lease_token = ${leaseToken}::uuid AND state = 'planned' AND attempt = 0`;
  return written === 1;
}
