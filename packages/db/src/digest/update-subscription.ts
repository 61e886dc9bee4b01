import { Failure } from "@sekinin/config";
import type { Locale } from "../locale.ts";
import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { findSubscription } from "./find-subscription.ts";
import type { Subscription, SubscriptionScope, SubscriptionTime } from "./subscription.ts";
import { scopeColumns, subscriptionOf, timeColumns } from "./subscription-columns.ts";

/** `state` pauses one or lets it go on; with `active`, give the `time` anew, or it is due for what it missed. */
export type SubscriptionChanges = {
  readonly scope?: Omit<SubscriptionScope, "organizationId">;
  readonly time?: SubscriptionTime;
  readonly locale?: Locale;
  readonly state?: "active" | "paused";
};

/** Changes one that has not ended. Throws `not-found` for an ended one, and for one that this tenant does not have. */
export async function updateSubscription(
  tx: TenantTransaction,
  subscriptionId: string,
  changes: SubscriptionChanges,
): Promise<Subscription> {
  const known = await findSubscription(tx, subscriptionId);
  if (known === null || known.state === "ended" || !isUuid(subscriptionId)) throw new Failure("not-found");
  const { scope, time, locale, state } = changes;
  if (scope?.scopeKind === "assignments" && known.teamId === null) {
    throw new Failure("input.invalid", { detail: { field: "scopeKind", problem: "assignments are a team's" } });
  }
  const [row] = await tx.subscription.updateManyAndReturn({
    where: { id: subscriptionId, state: { not: "ended" } },
    data: {
      ...(scope === undefined ? {} : scopeColumns({ ...scope, organizationId: known.organizationId })),
      ...(time === undefined ? {} : timeColumns(time)),
      ...(locale === undefined ? {} : { locale }),
      ...(state === undefined ? {} : { state, stateReason: state === "active" ? null : "paused" }),
    },
  });
  if (row === undefined) throw new Failure("not-found");
  // By the clock that settles mails: refusals from before count no more.
  if (state === "active" && known.state !== "active") {
    await execute(tx)`UPDATE subscriptions SET resumed_at = clock_timestamp() WHERE id = ${subscriptionId}::uuid`;
  }
  return subscriptionOf(row);
}
