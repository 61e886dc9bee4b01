import { type ClaimedMail, findSubscription, findTeam, type SubscriptionReason } from "@sekinin/db";
import { type NoRecipient, recipientOf } from "./mail-rights.ts";
import type { MailServices } from "./mail-services.ts";

/** What is said against a message that was composed before. */
export type Objection = SubscriptionReason | NoRecipient["missing"] | "other-address" | "confirmed";

/** Looks again at who may get a message that waited, or that was tried before; null where nothing has changed. */
export function objectionTo(
  services: Pick<MailServices, "database">,
  tenantId: string,
  mail: Pick<ClaimedMail, "kind" | "recipientId" | "address">,
): Promise<Objection | null> {
  return mail.kind === "digest" ? toDigest(services, tenantId, mail) : toConfirmation(services, tenantId, mail);
}

type WaitingMail = Pick<ClaimedMail, "recipientId" | "address">;

async function toDigest(
  services: Pick<MailServices, "database">,
  tenantId: string,
  { recipientId, address }: WaitingMail,
): Promise<Objection | null> {
  const subscription = await services.database.withTenant(tenantId, (tx) => findSubscription(tx, recipientId));
  if (subscription?.state !== "active") return subscription?.stateReason ?? "removed";
  const recipient = await recipientOf(services, tenantId, subscription);
  if ("missing" in recipient) return recipient.missing;
  return recipient.address === address ? null : "other-address";
}

/** A link that asks an address is for that address, and only while it has not answered. */
async function toConfirmation(
  { database }: Pick<MailServices, "database">,
  tenantId: string,
  { recipientId, address }: WaitingMail,
): Promise<Objection | null> {
  const team = await database.withTenant(tenantId, (tx) => findTeam(tx, recipientId));
  if (team === null || team.email === null) return "removed";
  if (team.email !== address) return "other-address";
  return team.emailConfirmedAt === null ? null : "confirmed";
}
