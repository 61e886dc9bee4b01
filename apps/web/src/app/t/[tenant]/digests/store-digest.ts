import {
  type Actor,
  createSubscription,
  lastPlannedPeriod,
  recordAuditEvent,
  type StoredSubscription,
  type Subscription,
  type SubscriptionReader,
  type SubscriptionScope,
  type TenantTransaction,
  updateSubscription,
} from "@sekinin/db";
import { type DigestSchedule, nextDigestAt } from "@sekinin/digest";

type Asked = {
  readonly actor: Actor;
  readonly now: Date;
  readonly time: DigestSchedule;
};

const auditActions = {
  created: "digest.subscribed",
  changed: "digest.changed",
  resumed: "digest.resumed",
} as const satisfies Readonly<Record<Exclude<StoredSubscription["outcome"], "kept">, string>>;

/** Stores a wish to be subscribed. One who has a digest of this scope gets that one as the wish is, and active. */
export async function storeDigest(
  tx: TenantTransaction,
  { actor, now, time, locale, ...whose }: Asked & SubscriptionReader & SubscriptionScope & Pick<Subscription, "locale">,
): Promise<StoredSubscription> {
  const nextAt = nextDigestAt(time, now);
  const stored = await createSubscription(tx, { ...whose, ...time, nextAt, locale });
  const { id, outcome, teamId, scopeKind } = stored;
  if (outcome === "kept") return stored;
  const detail = { subscriptionId: id, teamId, scope: scopeKind };
  await recordAuditEvent(tx, { actor, action: auditActions[outcome], detail });
  if (outcome === "created" || stored.nextAt?.getTime() !== nextAt.getTime()) return stored;
  const free = { ...time, nextAt: await nextFree(tx, id, { time, now }) };
  return { ...stored, ...(await updateSubscription(tx, id, { time: free })) };
}

/** When a digest that exists is next due by `time`: on a date for which none was planned yet. */
export async function nextFree(
  tx: TenantTransaction,
  subscriptionId: string,
  { time, now }: Pick<Asked, "time" | "now">,
): Promise<Date> {
  return nextDigestAt(time, now, await lastPlannedPeriod(tx, subscriptionId));
}
