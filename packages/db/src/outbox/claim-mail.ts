import type { Locale } from "../locale.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { MailKind, MailReason, MailState } from "./outbox-mail.ts";

/** A mail that this process alone looks after until its lease runs out. */
export type ClaimedMail = {
  readonly id: string;
  readonly kind: MailKind;
  readonly recipientId: string;
  readonly period: string;
  /** As it was found. `transmitting`: a process vanished while it had it. */
  readonly state: Extract<MailState, "planned" | "composed" | "transmitting" | "unknown">;
  readonly attempt: number;
  /** Transmissions that nobody knows the end of: above 0, it may have arrived. */
  readonly unclear: number;
  readonly reason: MailReason | null;
  readonly leaseToken: string;
  readonly messageId: string | null;
  readonly address: string | null;
  readonly locale: Locale | null;
  /** The message, byte for byte; null before it is composed. */
  readonly mime: Uint8Array | null;
  readonly plannedAt: Date;
  readonly composedAt: Date | null;
  /** By the database's clock: how long ago it was composed. */
  readonly composedSecondsAgo: number | null;
};

/** Takes a mail that is due and that no process holds, by the database's clock; null where there is no such one. */
export async function claimMail(
  tx: TenantTransaction,
  mailId: string,
  leaseSeconds: number,
): Promise<ClaimedMail | null> {
  if (!isUuid(mailId)) return null;
  const [mail] = await rows(tx)<ClaimedMail>`
    UPDATE outbox_mails SET lease_token = gen_random_uuid(),
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::float8)
    WHERE id = ${mailId}::uuid AND state IN ('planned', 'composed', 'transmitting', 'unknown') AND settled_at IS NULL
      AND (not_before IS NULL OR not_before <= clock_timestamp())
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
    RETURNING id::text, kind, recipient_id::text AS "recipientId", period, state, attempt, unclear, reason,
      lease_token::text AS "leaseToken", message_id AS "messageId", address, locale, mime,
      planned_at AS "plannedAt", composed_at AS "composedAt",
      extract(epoch FROM clock_timestamp() - composed_at)::float8 AS "composedSecondsAgo"`;
  return mail ?? null;
}
