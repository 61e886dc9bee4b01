import { Failure } from "@sekinin/config";
import type { Locale } from "../locale.ts";
import { readTenant } from "../tenant/read-tenant.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Subscription, SubscriptionScope, SubscriptionTime } from "./subscription.ts";
import { scopeColumns, subscriptionOf, timeColumns } from "./subscription-columns.ts";

/** A user of the tenant, or a team of it. */
export type SubscriptionReader =
  | { readonly userId: string; readonly teamId?: undefined }
  | { readonly teamId: string; readonly userId?: undefined };

/** More subscriptions than a reader can want. */
const mostPerReader = 20;

/**
 * Subscribes a reader. Whether he may read the tenant is looked at when a digest is composed, every time. Throws
 * `not-found` for an organisation or team of nobody here, `input.invalid` for a scope or time that is none.
 */
export async function createSubscription(
  tx: TenantTransaction,
  input: SubscriptionReader & SubscriptionScope & SubscriptionTime & { readonly locale: Locale },
): Promise<Subscription> {
  const reader = { userId: input.userId ?? null, teamId: input.teamId ?? null };
  if (!isUuid(reader.userId ?? reader.teamId ?? "")) throw new Failure("not-found");
  const scope = scopeColumns(input);
  if (scope.scopeKind === "assignments" && reader.teamId === null) {
    throw new Failure("input.invalid", { detail: { field: "scopeKind", problem: "assignments are a team's" } });
  }
  const [organization, team, known] = [
    await tx.organization.findFirst({ where: { organizationId: scope.organizationId }, select: { rootId: true } }),
    reader.teamId === null ? true : await tx.team.findFirst({ where: { id: reader.teamId }, select: { id: true } }),
    await tx.subscription.count({ where: { ...reader, state: { not: "ended" } } }),
  ];
  if (organization === null || team === null) throw new Failure("not-found");
  if (known >= mostPerReader) {
    throw new Failure("input.invalid", { detail: { problem: `a reader has at most ${mostPerReader} digests` } });
  }
  const { id: tenantId } = await readTenant(tx);
  const time = timeColumns(input);
  return subscriptionOf(
    await tx.subscription.create({ data: { tenantId, ...reader, ...scope, ...time, locale: input.locale } }),
  );
}
