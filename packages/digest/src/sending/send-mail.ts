import {
  beginTransmission,
  type ClaimedMail,
  claimMail,
  endSubscription,
  type MailOutcome,
  settleMail,
  storeComposedMail,
} from "@sekinin/db";
import { parseMailAddress } from "../address/parse-mail-address.ts";
import { type Composition, composeMail } from "./compose-mail.ts";
import { type Objection, objectionTo } from "./mail-objections.ts";
import type { MailServices } from "./mail-services.ts";
import type { Handover } from "./smtp-transport.ts";

export type MailToSend = { readonly tenantId: string; readonly mailId: string };

/** `elsewhere`: another process holds it, it is not due, it is over, or this tenant has no such mail. */
export type SendOutcome = MailOutcome["state"] | "elsewhere";

type Held = MailToSend & { readonly services: MailServices; readonly mail: ClaimedMail; readonly signal: AbortSignal };

/**
 * Takes one mail of the outbox as far as it goes. Each state is committed before the next begins; `transmitting` before
 * a connection is opened. Safe to run anywhere, any time, twice at once: what a process has lost it cannot write.
 */
export async function sendMail(
  services: MailServices,
  { tenantId, mailId }: MailToSend,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { database, limits, reached } = services;
  const mail = await database.withTenant(tenantId, (tx) => claimMail(tx, mailId, limits.leaseSeconds));
  if (mail === null) return "elsewhere";
  reached("mail-claimed");
  const held: Held = { services, tenantId, mailId, mail, signal };
  switch (mail.state) {
    case "planned":
      return compose(held);
    case "composed":
      return send(held);
    case "transmitting":
      // Its process vanished: that is all that anybody knows of it.
      return settle(held, { state: "unknown", reason: { code: "interrupted" } });
    case "unknown":
      return decide(held);
  }
}

async function settle({ services, tenantId, mailId, mail }: Held, outcome: MailOutcome): Promise<SendOutcome> {
  const { database, metrics, logger, reached } = services;
  const isWritten = await database.withTenant(tenantId, (tx) => settleMail(tx, mailId, mail.leaseToken, outcome));
  reached("mail-settled");
  if (!isWritten) {
    logger.warn({ mail: mailId, outcome: outcome.state }, "a mail's lease ran out before it was settled");
    return "elsewhere";
  }
  metrics.count("sekinin_mails_total", "What became of mails", { kind: mail.kind, outcome: outcome.state });
  return outcome.state;
}

/**
 * By the installation's policy: sent again, byte for byte, or held for a person, with what is known of it. Again once
 * only: a server that never answers would be given copies without end.
 */
function decide(held: Held): Promise<SendOutcome> {
  const { services, mail } = held;
  return services.settings.afterCrash === "resend" && mail.unclear <= 1
    ? settle(held, { state: "composed", reason: { code: "resent" }, delaySeconds: retryDelay(held) })
    : settle(held, { state: "held", reason: mail.reason ?? { code: "interrupted" } });
}

/** Doubles with each attempt. */
function retryDelay({ services: { limits }, mail }: Held): number {
  return Math.min(limits.mostRetrySeconds, limits.retrySeconds * 2 ** Math.min(mail.attempt, 16));
}

function ageSeconds({ services, mail }: Held): number {
  return (services.clock.now().getTime() - mail.plannedAt.getTime()) / 1_000;
}

async function compose(held: Held): Promise<SendOutcome> {
  const { services, tenantId, mailId, mail } = held;
  const composition = await composed(held);
  if (composition === null) return notComposed(held);
  if ("skipped" in composition) {
    const outcome = await settle(held, { state: "skipped", reason: { code: composition.skipped } });
    const { ends } = composition;
    if (ends !== undefined && outcome === "skipped") {
      await services.database.withTenant(tenantId, (tx) => endSubscription(tx, mail.recipientId, ends));
    }
    return outcome;
  }
  const isStored = await services.database.withTenant(tenantId, (tx) =>
    storeComposedMail(tx, mailId, mail.leaseToken, composition.mail),
  );
  services.reached("mail-composed");
  if (!isStored) return "elsewhere";
  return transmit(held, composition.mail.address, composition.mail.mime);
}

/** Null where it could not be composed; the log says why. */
async function composed({ services, tenantId, mailId, mail }: Held): Promise<Composition | null> {
  try {
    return await composeMail(services, tenantId, mail);
  } catch (error) {
    services.logger.error({ mail: mailId, error }, "a mail could not be composed");
    return null;
  }
}

/** Waits as long as it has waited already, and is given up when it is no news any more. */
function notComposed(held: Held): Promise<SendOutcome> {
  const { retrySeconds, mostRetrySeconds, giveUpSeconds } = held.services.limits;
  const [age, reason] = [ageSeconds(held), { code: "compose-failed" }];
  if (age > giveUpSeconds) return settle(held, { state: "skipped", reason });
  const delaySeconds = Math.min(mostRetrySeconds, Math.max(retrySeconds, age));
  return settle(held, { state: "planned", reason, delaySeconds });
}

async function send(held: Held): Promise<SendOutcome> {
  const { mail } = held;
  if (mail.mime === null || mail.address === null) {
    return settle(held, { state: "planned", reason: { code: "no-message" }, delaySeconds: 0 });
  }
  const age = mail.composedSecondsAgo ?? Number.POSITIVE_INFINITY;
  // One that was on its way when it was stopped may have been unsubscribed from meanwhile.
  const isOld = age > held.services.limits.rightsSeconds || mail.attempt > 0;
  const objection = isOld ? await objectionTo(held.services, held.tenantId, mail) : null;
  return objection === null ? transmit(held, mail.address, mail.mime) : settle(held, outcomeWith(objection, mail));
}

/** What an objection makes of a mail. One that may have arrived is never told as unsent. */
function outcomeWith(code: Objection, { kind, attempt, unclear }: ClaimedMail): MailOutcome {
  if (unclear > 0) return { state: "unknown", reason: { code: "may-have-arrived" }, isOver: true };
  // What may have been sent once is never composed anew: two different mails would have one Message-ID.
  const mayBeComposedAnew = code === "other-address" && kind === "digest" && attempt === 0;
  return mayBeComposedAnew
    ? { state: "planned", reason: { code }, delaySeconds: 0 }
    : { state: "skipped", reason: { code } };
}

async function transmit(held: Held, address: string, mime: Uint8Array): Promise<SendOutcome> {
  const { services, tenantId, mailId, mail, signal } = held;
  const { database, limits, reached, settings, transport, metrics } = services;
  const parsed = parseMailAddress(address);
  if (!parsed.ok) return settle(held, { state: "refused", reason: { code: "no-address" } });
  const mayBegin = await database.withTenant(tenantId, (tx) =>
    beginTransmission(tx, mailId, mail.leaseToken, limits.leaseSeconds),
  );
  if (!mayBegin) return "elsewhere";
  reached("mail-transmitting");
  const started = performance.now();
  const handover = await transport.send({ from: settings.from.address, to: parsed.address, mime }, signal);
  const seconds = (performance.now() - started) / 1_000;
  metrics.observeSeconds("sekinin_mail_handover_seconds", "Time of handing one mail over", seconds, {
    outcome: handover.kind,
  });
  if (handover.kind === "accepted") reached("mail-accepted");
  return settle(held, outcomeOf(held, handover));
}

function outcomeOf(held: Held, handover: Handover): MailOutcome {
  if (handover.kind === "accepted") return { state: "sent" };
  const reason = { code: handover.code, ...(handover.answer === "" ? {} : { answer: handover.answer }) };
  if (handover.kind === "refused") return { state: "refused", reason };
  if (handover.kind === "unclear") return { state: "unknown", reason };
  if (ageSeconds(held) > held.services.limits.giveUpSeconds) {
    // One whose first end is unclear may have arrived: a person decides.
    return { state: held.mail.unclear > 0 ? "held" : "refused", reason: { ...reason, code: "given-up" } };
  }
  return { state: "composed", reason, delaySeconds: handover.code === "stopping" ? 0 : retryDelay(held) };
}
