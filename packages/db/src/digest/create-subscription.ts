import { Failure } from "@sekinin/config";
import type { Locale } from "../locale.ts";
import { execute } from "../sql.ts";
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
 * Subscribes a reader; one who has a live digest of the same scope keeps that one, however often the form is sent.
 * Whether he may read the tenant is looked at when a digest is composed, every time. Throws
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
  await lockReader(tx, reader.userId ?? reader.teamId ?? "");
  const [organization, team, known] = [
    await tx.organization.findFirst({ where: { organizationId: scope.organizationId }, select: { rootId: true } }),
    reader.teamId === null ? true : await tx.team.findFirst({ where: { id: reader.teamId }, select: { id: true } }),
    await tx.subscription.findMany({ where: { ...reader, state: { not: "ended" } } }),
  ];
  if (organization === null || team === null) throw new Failure("not-found");
  const same = known.find((row) => isSameScope(row, scope));
  if (same !== undefined) return subscriptionOf(same);
  if (known.length >= mostPerReader) {
    throw new Failure("input.invalid", { detail: { problem: `a reader has at most ${mostPerReader} digests` } });
  }
  const { id: tenantId } = await readTenant(tx);
  const time = timeColumns(input);
  return subscriptionOf(
    await tx.subscription.create({ data: { tenantId, ...reader, ...scope, ...time, locale: input.locale } }),
  );
}

/** Held until the transaction ends: the same form sent twice at once is worked on one after the other. */
async function lockReader(tx: TenantTransaction, readerId: string): Promise<void> {
  await execute(tx)`
    SELECT pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || ${readerId.toLowerCase()}::text, 0))`;
}

type ScopeColumns = {
  readonly organizationId: string;
  readonly scopeKind: string;
  readonly nodeIds: readonly string[];
};

/** Nodes are stored in order and once each. */
function isSameScope(one: ScopeColumns, other: ScopeColumns): boolean {
  return (
    one.organizationId === other.organizationId &&
    one.scopeKind === other.scopeKind &&
    one.nodeIds.join() === other.nodeIds.join()
  );
}
