import {
  beginTransmission,
  type ClaimedMail,
  claimMail,
  endSubscription,
  findSubscription,
  type MailOutcome,
  settleMail,
  storeComposedMail,
} from "@sekinin/db";
import { parseMailAddress } from "../address/parse-mail-address.ts";
import { composeMail } from "./compose-mail.ts";
import { recipientOf } from "./mail-rights.ts";
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

/** By the installation's policy: sent again, byte for byte, or held for a person. */
function decide(held: Held): Promise<SendOutcome> {
  return held.services.settings.afterCrash === "resend"
    ? settle(held, { state: "composed", reason: { code: "resent" }, delaySeconds: 0 })
    : settle(held, { state: "held", reason: { code: "interrupted" } });
}

async function compose(held: Held): Promise<SendOutcome> {
  const { services, tenantId, mailId, mail } = held;
  const composition = await composeMail(services, tenantId, mail);
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

async function send(held: Held): Promise<SendOutcome> {
  const { mail } = held;
  if (mail.mime === null || mail.address === null) {
    return settle(held, { state: "planned", reason: { code: "no-message" }, delaySeconds: 0 });
  }
  const age = mail.composedSecondsAgo ?? Number.POSITIVE_INFINITY;
  // One that was on its way when it was stopped may have been unsubscribed from meanwhile.
  const isOld = age > held.services.limits.rightsSeconds || mail.attempt > 0;
  const objection = isOld && mail.kind === "digest" ? await objectionTo(held, mail.address) : null;
  return objection === null ? transmit(held, mail.address, mail.mime) : settle(held, objection);
}

/** What is said against a mail that waited: rights that are gone, or another address. */
async function objectionTo({ services, tenantId, mail }: Held, address: string): Promise<MailOutcome | null> {
  const subscription = await services.database.withTenant(tenantId, (tx) => findSubscription(tx, mail.recipientId));
  const isLive = subscription !== null && subscription.state === "active";
  const recipient = isLive ? await recipientOf(services, tenantId, subscription) : null;
  if (recipient === null) {
    return { state: "skipped", reason: { code: isLive ? "access-lost" : (subscription?.stateReason ?? "removed") } };
  }
  if (recipient.address === address) return null;
  // What may have been sent once is never composed anew: two different mails would have one Message-ID.
  const reason = { code: "other-address" };
  return mail.attempt === 0 ? { state: "planned", reason, delaySeconds: 0 } : { state: "skipped", reason };
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

function outcomeOf({ services, mail }: Held, handover: Handover): MailOutcome {
  const { limits, clock } = services;
  if (handover.kind === "accepted") return { state: "sent" };
  const reason = { code: handover.code, ...(handover.answer === "" ? {} : { answer: handover.answer }) };
  if (handover.kind === "refused") return { state: "refused", reason };
  if (handover.kind === "unclear") return { state: "unknown", reason };
  const age = (clock.now().getTime() - mail.plannedAt.getTime()) / 1_000;
  if (age > limits.giveUpSeconds) return { state: "refused", reason: { ...reason, code: "given-up" } };
  const delaySeconds = Math.min(limits.mostRetrySeconds, limits.retrySeconds * 2 ** Math.min(mail.attempt, 16));
  return { state: "composed", reason, delaySeconds: handover.code === "stopping" ? 0 : delaySeconds };
}
