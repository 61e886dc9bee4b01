import type { Locale } from "../locale.ts";

/**
 * `unknown`: handed over, perhaps; nobody can see whether it arrived. With a time of settling it stays so. `held`: an
 * unknown one that waits for a person.
 */
export const mailStates = [
  "planned",
  "composed",
  "transmitting",
  "sent",
  "refused",
  "unknown",
  "held",
  "skipped",
] as const;
export type MailState = (typeof mailStates)[number];
export type MailKind = "digest" | "team-confirmation";

/** What the composer or the mail server said last. `code` is ours; `answer` is the server's line, cut. */
export type MailReason = { readonly code: string; readonly answer?: string };

/** A mail as the history shows it; the message itself is left out. */
export type OutboxEntry = {
  readonly id: string;
  readonly kind: MailKind;
  /** The subscription, or the team. */
  readonly recipientId: string;
  /** Local date of a digest, `now-<date>` for one that was asked for. */
  readonly period: string;
  readonly state: MailState;
  readonly reason: MailReason | null;
  readonly messageId: string | null;
  readonly address: string | null;
  readonly locale: Locale | null;
  readonly subject: string | null;
  readonly bytes: number | null;
  /** Times that its transmission began. */
  readonly attempt: number;
  readonly notBefore: Date | null;
  readonly plannedAt: Date;
  readonly composedAt: Date | null;
  readonly settledAt: Date | null;
};
