import { findSubscription, listDueSubscriptions, planDigest } from "@sekinin/db";
import { nextDigestAt, periodOf } from "../schedule/next-digest.ts";
import type { MailServices } from "./mail-services.ts";

/**
 * Plans the digests whose time has come, and says how many. Any number of processes may call it at once: a due time is
 * taken by one of them, and a period has one mail. Weeks in which nothing ran get one digest, not one each.
 */
export async function planDigests(
  services: Pick<MailServices, "database" | "clock" | "logger" | "metrics" | "reached">,
) {
  const { database, clock, logger, metrics, reached } = services;
  const now = clock.now();
  let planned = 0;
  for (const due of await database.withSystem((tx) => listDueSubscriptions(tx, now))) {
    try {
      const isPlanned = await database.withTenant(due.tenantId, async (tx) => {
        const subscription = await findSubscription(tx, due.subscriptionId);
        if (subscription === null) return false;
        const period = periodOf(subscription, due.nextAt);
        const { subscriptionId, nextAt: dueAt } = due;
        return planDigest(tx, { subscriptionId, dueAt, period, nextAt: nextDigestAt(subscription, now) });
      });
      if (!isPlanned) continue;
      planned += 1;
      reached("mail-planned");
    } catch (error) {
      // One subscription's unknown zone must not keep the others from their digests.
      logger.warn({ subscription: due.subscriptionId, error }, "a digest could not be planned");
    }
  }
  if (planned > 0) metrics.count("sekinin_digests_planned_total", "Digests whose time came", {}, planned);
  return planned;
}
