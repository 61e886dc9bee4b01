import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Subscription } from "./subscription.ts";
import { subscriptionOf } from "./subscription-columns.ts";

const mostLive = 2_000;
const mostEnded = 50;

/**
 * One user's, one team's, or those of all teams: the live ones, oldest first, then those that ended, the newest last. At
 * most 2,000 live ones and the last 50 that ended, so that neither hides the other.
 */
export async function listSubscriptions(
  tx: TenantTransaction,
  of: { readonly userId: string } | { readonly teamId: string } | "teams",
): Promise<Subscription[]> {
  if (of !== "teams" && !isUuid("userId" in of ? of.userId : of.teamId)) return [];
  const whose = of === "teams" ? { teamId: { not: null } } : of;
  const live = await tx.subscription.findMany({
    where: { ...whose, state: { not: "ended" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: mostLive,
  });
  const ended = await tx.subscription.findMany({
    where: { ...whose, state: "ended" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostEnded,
  });
  return [...live, ...ended.reverse()].map(subscriptionOf);
}
