import { execute } from "../sql.ts";
import { isUuid, storableJson, storableText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { MailReason } from "./outbox-mail.ts";

/**
 * What becomes of a mail that is held. `sent`, `refused`, `skipped` are its end and its message is dropped; `held` waits
 * for a person; `unknown` is what its next holder decides about, or its end with `isOver`; `composed` is sent again, and
 * `planned` composed anew, after `delaySeconds`.
 */
export type MailOutcome =
  | { readonly state: "sent"; readonly reason?: MailReason }
  | { readonly state: "refused" | "skipped" | "held"; readonly reason: MailReason }
  | { readonly state: "unknown"; readonly reason: MailReason; readonly isOver?: true }
  | { readonly state: "composed" | "planned"; readonly reason: MailReason; readonly delaySeconds: number };

const longestAnswer = 300;

function reasonOf(reason: MailReason | undefined): string | null {
  if (reason === undefined) return null;
  const { code, answer } = reason;
  return storableJson({
    code: code.slice(0, 60),
    ...(answer === undefined ? {} : { answer: storableText(answer.slice(0, longestAnswer)) }),
  });
}

/**
 * Gives a mail back with what became of it. False: the lease is lost and nothing was written. A week's digest that was
 * sent moves its subscription on to what the next one tells (one that was asked for between does not: the week stays
 * whole); the third time in a row that the server refused its reader, since it was last resumed, pauses it.
 */
export async function settleMail(
  tx: TenantTransaction,
  mailId: string,
  leaseToken: string,
  outcome: MailOutcome,
): Promise<boolean> {
  if (!isUuid(mailId) || !isUuid(leaseToken)) return false;
  const isLastKnown = outcome.state === "unknown" && outcome.isOver === true;
  const isOver = isLastKnown || ["sent", "refused", "skipped"].includes(outcome.state);
  const isUnclear = outcome.state === "unknown" && !isLastKnown;
  const delay = "delaySeconds" in outcome ? outcome.delaySeconds : null;
  const written = await execute(tx)`
    UPDATE outbox_mails SET state = ${outcome.state}, reason = ${reasonOf(outcome.reason)}::jsonb,
      unclear = unclear + ${isUnclear ? 1 : 0}::int,
      not_before = clock_timestamp() + make_interval(secs => ${delay}::float8),
      mime = CASE WHEN ${isOver || outcome.state === "planned"}::boolean THEN NULL ELSE mime END,
      settled_at = CASE WHEN ${isOver || outcome.state === "held"}::boolean THEN clock_timestamp() END,
      lease_token = NULL, lease_until = NULL
    WHERE id = ${mailId}::uuid AND lease_token = ${leaseToken}::uuid
      AND state IN ('planned', 'composed', 'transmitting', 'unknown')`;
  if (written === 0) return false;
  if (outcome.state === "sent") await tellUntil(tx, mailId);
  if (outcome.state === "refused" && outcome.reason.code === refusedByServer) await pauseWhenRefused(tx, mailId);
  return true;
}

async function tellUntil(tx: TenantTransaction, mailId: string): Promise<void> {
  await execute(tx)`
    UPDATE subscriptions s SET told_until = greatest(s.told_until, m.told_until)
    FROM outbox_mails m
    WHERE m.id = ${mailId}::uuid AND m.kind = 'digest' AND left(m.period, 4) <> 'now-' AND s.id = m.recipient_id`;
}

/** The one reason that says something of the address; what was given up after an outage does not. */
const refusedByServer = "refused";

/** Refusals in a row after which an address is taken for one that does not want the mail. */
const mostRefusals = 3;

async function pauseWhenRefused(tx: TenantTransaction, mailId: string): Promise<void> {
  await execute(tx)`
    UPDATE subscriptions s SET state = 'paused', state_reason = 'refused'
    FROM outbox_mails m
    WHERE m.id = ${mailId}::uuid AND m.kind = 'digest' AND s.id = m.recipient_id AND s.state = 'active'
      AND (SELECT count(*) FILTER (WHERE last.state = 'refused') FROM (
        SELECT o.state FROM outbox_mails o
        WHERE o.kind = 'digest' AND o.recipient_id = m.recipient_id AND o.address = m.address
          AND (o.state = 'sent' OR (o.state = 'refused' AND o.reason->>'code' = ${refusedByServer}))
          AND (s.resumed_at IS NULL OR o.settled_at > s.resumed_at)
        ORDER BY o.settled_at DESC LIMIT ${mostRefusals}::int) last) = ${mostRefusals}::int`;
}
