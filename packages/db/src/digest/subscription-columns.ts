import { Failure } from "@sekinin/config";
import type { Prisma } from "../generated/client.ts";
import { fromColumn } from "../locale.ts";
import { storableText } from "../text.ts";
import type { Subscription, SubscriptionScope, SubscriptionTime } from "./subscription.ts";

/** More nodes than anybody picks by hand. */
const mostNodes = 100;
const longestNodeId = 64;

export function subscriptionOf({
  tenantId: _tenant,
  resumedAt: _resumed,
  ...row
}: Prisma.SubscriptionGetPayload<Record<never, never>>): Subscription {
  return {
    ...row,
    locale: fromColumn<Subscription["locale"]>(row.locale),
    scopeKind: fromColumn<Subscription["scopeKind"]>(row.scopeKind),
    state: fromColumn<Subscription["state"]>(row.state),
    stateReason:
      row.stateReason === null ? null : fromColumn<NonNullable<Subscription["stateReason"]>>(row.stateReason),
  };
}

/** The columns of a scope; throws `input.invalid` where nodes are missing, too many or none of a scope of nodes. */
export function scopeColumns({ organizationId, scopeKind, nodeIds = [] }: SubscriptionScope) {
  const takesNodes = scopeKind === "units" || scopeKind === "accounts";
  const fits = takesNodes ? nodeIds.length > 0 && nodeIds.length <= mostNodes : nodeIds.length === 0;
  if (!fits) {
    const problem = takesNodes ? `must name 1 to ${mostNodes} nodes` : "takes no nodes";
    throw new Failure("input.invalid", { detail: { field: "nodeIds", problem } });
  }
  return {
    organizationId: storableText(organizationId),
    scopeKind,
    nodeIds: [...new Set(nodeIds.map((id) => storableText(id).slice(0, longestNodeId)))].sort(),
  };
}

/** The columns of a time; throws `input.invalid` for one that no clock shows. */
export function timeColumns({ weekday, hour, minute, zone, nextAt }: SubscriptionTime) {
  const within = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  const isTime = within(weekday, 1, 7) && within(hour, 0, 23) && within(minute, 0, 59);
  if (!isTime || zone.length > 64 || Number.isNaN(nextAt.getTime())) {
    throw new Failure("input.invalid", { detail: { field: "schedule", problem: "is no weekday and time of a zone" } });
  }
  return { weekday, hour, minute, zone: storableText(zone), nextAt };
}
