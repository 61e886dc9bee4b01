import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Subscription } from "./subscription.ts";
import { subscriptionOf } from "./subscription-columns.ts";

/** One user's, one team's, or all of the tenant; the ended ones last, else oldest first. At most 500. */
export async function listSubscriptions(
  tx: TenantTransaction,
  of: { readonly userId?: string; readonly teamId?: string } = {},
): Promise<Subscription[]> {
  const ids = Object.entries(of).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (!ids.every(([, id]) => isUuid(id))) return [];
  const found = await tx.subscription.findMany({
    where: Object.fromEntries(ids),
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 500,
  });
  const isOver = ({ state }: { state: string }) => Number(state === "ended");
  return found.map(subscriptionOf).sort((left, right) => isOver(left) - isOver(right));
}
