import { endSubscription, findSubscription, readTenant, recordAuditEvent, type TenantTransaction } from "@sekinin/db";
import { readUnsubscribeToken } from "@sekinin/digest";
import { type LinkQuestion, linkHandlers, linkSecret } from "../../../server/link-handler.ts";
import { services } from "../../../server/services.ts";

/** RFC 8058: one POST ends a digest, without a session; GET only asks. The same address stands in the mail's headers. */
export const { GET, POST } = linkHandlers({
  name: "unsubscribe",
  find: (token) => within(token, questionOf),
  obey: (token) =>
    within(token, async (tx, subscriptionId) => {
      const question = await questionOf(tx, subscriptionId);
      if (question === null) return null;
      if (await endSubscription(tx, subscriptionId, "unsubscribed")) {
        await recordAuditEvent(tx, {
          actor: { kind: "system", id: "unsubscribe-link" },
          action: "digest.ended",
          detail: { subscriptionId, reason: "unsubscribed" },
        });
      }
      return question;
    }),
});

export const dynamic = "force-dynamic";

async function within(
  token: string,
  work: (tx: TenantTransaction, subscriptionId: string) => Promise<LinkQuestion | null>,
): Promise<LinkQuestion | null> {
  const target = readUnsubscribeToken(linkSecret(), token);
  if (target === null) return null;
  const { database } = await services();
  return database.withTenant(target.tenantId, (tx) => work(tx, target.subscriptionId));
}

/** The tenant's name and nothing of what the digest holds: the link may have been passed on. */
async function questionOf(tx: TenantTransaction, subscriptionId: string): Promise<LinkQuestion | null> {
  const subscription = await findSubscription(tx, subscriptionId);
  if (subscription === null) return null;
  const { name } = await readTenant(tx);
  return { locale: subscription.locale, values: { tenant: name } };
}
