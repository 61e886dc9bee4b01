import {
  type ClaimedMail,
  type ComposedMail,
  findSubscription,
  findTeam,
  readDigestSource,
  readTenant,
  type Subscription,
  type SubscriptionReason,
} from "@sekinin/db";
import { parseMailAddress } from "../address/parse-mail-address.ts";
import { composeConfirmation } from "../compose/compose-confirmation.tsx";
import { composeDigest } from "../compose/compose-digest.ts";
import { confirmationToken } from "../tokens/confirmation-token.ts";
import { unsubscribeToken } from "../tokens/unsubscribe-token.ts";
import { buildMessage, messageIdOf } from "./build-message.ts";
import { type NoRecipient, recipientOf } from "./mail-rights.ts";
import type { MailServices } from "./mail-services.ts";

/** A message, or why there is none. `ends`: the subscription ends with it. */
export type Composition =
  | { readonly mail: ComposedMail }
  | { readonly skipped: string; readonly ends?: SubscriptionReason };

/** Composes a planned mail from what is true now: who may read it, what the scope is, what has changed. */
export function composeMail(services: MailServices, tenantId: string, mail: ClaimedMail): Promise<Composition> {
  return mail.kind === "digest" ? digestMail(services, tenantId, mail) : confirmationMail(services, tenantId, mail);
}

async function digestMail(services: MailServices, tenantId: string, mail: ClaimedMail): Promise<Composition> {
  const { database, settings, clock } = services;
  const now = clock.now();
  const found = await database.withTenant(tenantId, async (tx) => {
    const subscription = await findSubscription(tx, mail.recipientId);
    if (subscription?.state !== "active") return { skipped: subscription?.stateReason ?? "removed" };
    const source = await readDigestSource(tx, subscription, { since: subscription.toldUntil, now });
    return { subscription, source };
  });
  if ("skipped" in found) return { skipped: found.skipped };
  const { subscription, source } = found;
  const recipient = await recipientOf(services, tenantId, subscription);
  if ("missing" in recipient) return notWrittenTo(recipient);
  if (source === null) return { skipped: "scope-gone", ends: "scope-gone" };
  if (source.crawledAt === null) return { skipped: "nothing-yet" };
  if (source.roots.length === 0) return nothingLeft(subscription);
  const { publicUrl, secret } = settings;
  const unsubscribeUrl = `${publicUrl}/u/${unsubscribeToken(secret, { tenantId, subscriptionId: subscription.id })}`;
  const { locale } = subscription;
  const reader = { locale, because: recipient.because, publicUrl, unsubscribeUrl, now };
  const composed = await composeDigest(source, reader);
  const messageId = messageIdOf(settings, subscription.id, mail.period);
  const frame = { to: recipient.address, messageId, date: now, unsubscribeUrl };
  const mime = await buildMessage(settings, composed, frame);
  const toldUntil = source.crawledAt;
  return { mail: { messageId, address: recipient.address, locale, subject: composed.subject, mime, toldUntil } };
}

/** An address that has not answered yet may do so before the next one: only lost rights end a subscription. */
function notWrittenTo({ missing }: NoRecipient): Composition {
  return missing === "access-lost" ? { skipped: missing, ends: missing } : { skipped: missing };
}

/** A team may be given something again; OUs and accounts that are gone do not come back under their ids. */
function nothingLeft({ scopeKind }: Subscription): Composition {
  return scopeKind === "units" || scopeKind === "accounts"
    ? { skipped: "scope-gone", ends: "scope-gone" }
    : { skipped: "nothing-yet" };
}

async function confirmationMail(services: MailServices, tenantId: string, mail: ClaimedMail): Promise<Composition> {
  const { database, settings, clock, mayAsk } = services;
  const { tenant, team } = await database.withTenant(tenantId, async (tx) => ({
    tenant: await readTenant(tx),
    team: await findTeam(tx, mail.recipientId),
  }));
  if (team === null || team.email === null) return { skipped: "removed" };
  if (team.emailConfirmedAt !== null) return { skipped: "confirmed" };
  const parsed = parseMailAddress(team.email);
  if (!parsed.ok) return { skipped: "no-address" };
  const { address } = parsed;
  if (mail.address !== null && mail.address !== team.email) return { skipped: "other-address" };
  if (!(await mayAsk(address, mail.id))) return { skipped: "too-many" };
  const now = clock.now();
  const token = confirmationToken(settings.secret, { tenantId, teamId: team.id, address: team.email, now });
  const { locale } = tenant;
  const confirmUrl = `${settings.publicUrl}/confirm/${token}`;
  const composed = await composeConfirmation({ locale, tenantName: tenant.name, teamName: team.name, confirmUrl });
  const messageId = messageIdOf(settings, team.id, mail.period);
  const frame = { to: address, messageId, date: now, unsubscribeUrl: null };
  const mime = await buildMessage(settings, composed, frame);
  return { mail: { messageId, address: team.email, locale, subject: composed.subject, mime, toldUntil: null } };
}
