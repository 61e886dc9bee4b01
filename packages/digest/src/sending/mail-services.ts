import type { FaultPoint, Logger, Metrics } from "@sekinin/config";
import type { Database } from "@sekinin/db";
import type { MailSettings } from "./mail-settings.ts";
import type { MailTransport } from "./smtp-transport.ts";

export type MailLimits = {
  /** Longer than one handing over can take (`deadlineMs` and `answerMs` of the transport): it begins anew with that. */
  readonly leaseSeconds: number;
  /** Rights are looked at again where they were looked at longer ago. */
  readonly rightsSeconds: number;
  /** Wait before the second attempt; it doubles with each, up to `mostRetrySeconds`. */
  readonly retrySeconds: number;
  readonly mostRetrySeconds: number;
  /** After so long a mail is no news any more: it is given up as refused. */
  readonly giveUpSeconds: number;
};

export const defaultMailLimits: MailLimits = {
  leaseSeconds: 360,
  rightsSeconds: 600,
  retrySeconds: 60,
  mostRetrySeconds: 3_600,
  giveUpSeconds: 3 * 24 * 3_600,
};

/** What planning and sending work with. */
export type MailServices = {
  readonly database: Database;
  readonly settings: MailSettings;
  readonly transport: MailTransport;
  readonly clock: { now(): Date };
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: MailLimits;
  /**
   * Whether one more mail may ask this address today, whoever asks for it; counts the mail, and the same mail once.
   * Counts over all tenants, so that it lies outside the database of tenants' rows.
   */
  readonly mayAsk: (address: string, mailId: string) => Promise<boolean>;
  /** Called at the named points; fault tests end the process there. */
  readonly reached: (point: FaultPoint) => void;
};
