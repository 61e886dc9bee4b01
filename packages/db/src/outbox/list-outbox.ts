import { fromColumn } from "../locale.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { MailReason, OutboxEntry } from "./outbox-mail.ts";

const columns = {
  id: true,
  kind: true,
  recipientId: true,
  period: true,
  state: true,
  reason: true,
  messageId: true,
  address: true,
  locale: true,
  subject: true,
  bytes: true,
  attempt: true,
  notBefore: true,
  plannedAt: true,
  composedAt: true,
  settledAt: true,
} as const;

/** The tenant's mails, newest first: all, or those of some subscriptions (or teams). At most `limit`. */
export async function listOutbox(
  tx: TenantTransaction,
  { recipientIds, limit }: { readonly recipientIds?: readonly string[]; readonly limit: number },
): Promise<OutboxEntry[]> {
  const found = await tx.outboxMail.findMany({
    where: recipientIds === undefined ? {} : { recipientId: { in: recipientIds.filter(isUuid) } },
    orderBy: [{ plannedAt: "desc" }, { id: "asc" }],
    take: limit,
    select: columns,
  });
  return found.map((row) => ({
    ...row,
    kind: fromColumn<OutboxEntry["kind"]>(row.kind),
    state: fromColumn<OutboxEntry["state"]>(row.state),
    locale: row.locale === null ? null : fromColumn<NonNullable<OutboxEntry["locale"]>>(row.locale),
    // Written by `settleMail` only, in this shape.
    reason: row.reason as MailReason | null,
  }));
}
