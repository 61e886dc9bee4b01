import { Failure } from "@sekinin/config";
import type { Locale } from "../locale.ts";
import { execute } from "../sql.ts";
import { readTenant } from "../tenant/read-tenant.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Subscription, SubscriptionScope, SubscriptionTime } from "./subscription.ts";
import { scopeColumns, subscriptionOf, timeColumns } from "./subscription-columns.ts";
import { updateSubscription } from "./update-subscription.ts";

/** A user of the tenant, or a team of it. */
export type SubscriptionReader =
  | { readonly userId: string; readonly teamId?: undefined }
  | { readonly teamId: string; readonly userId?: undefined };

/**
 * `changed`, `resumed`, `kept`: the reader had a live one of this scope, which took over the day, time and language,
 * went on after a pause (with these too), or was like that already.
 */
export type StoredSubscription = Subscription & { readonly outcome: "created" | "changed" | "resumed" | "kept" };

type Wish = SubscriptionReader & SubscriptionScope & SubscriptionTime & { readonly locale: Locale };

/** More subscriptions than a reader can want. */
const mostPerReader = 20;

/**
 * Subscribes a reader; one who has a live digest of the same scope keeps that one, however often the form is sent, and
 * it becomes what the form says: its day, time and language, and active. One that is like that keeps its due time.
 * Whether he may read the tenant is looked at when a digest is composed, every time. Throws
 * `not-found` for an organisation or team of nobody here, `input.invalid` for a scope or time that is none.
 */
export async function createSubscription(tx: TenantTransaction, input: Wish): Promise<StoredSubscription> {
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
  if (same !== undefined) return becomeAs(tx, subscriptionOf(same), input);
  if (known.length >= mostPerReader) {
    throw new Failure("input.invalid", { detail: { problem: `a reader has at most ${mostPerReader} digests` } });
  }
  const { id: tenantId } = await readTenant(tx);
  const time = timeColumns(input);
  const row = await tx.subscription.create({ data: { tenantId, ...reader, ...scope, ...time, locale: input.locale } });
  return { ...subscriptionOf(row), outcome: "created" };
}

async function becomeAs(tx: TenantTransaction, known: Subscription, wish: Wish): Promise<StoredSubscription> {
  const { weekday, hour, minute, zone, nextAt, locale } = wish;
  const time = { weekday, hour, minute, zone };
  const isOnTime = timeKey(known) === timeKey(time);
  const outcome = known.state === "paused" ? "resumed" : isOnTime && known.locale === locale ? "kept" : "changed";
  if (outcome === "kept") return { ...known, outcome };
  // Another language alone must not put off what is due.
  const isDueAsBefore = outcome === "changed" && isOnTime;
  const changes = { locale, state: "active", ...(isDueAsBefore ? {} : { time: { ...time, nextAt } }) } as const;
  return { ...(await updateSubscription(tx, known.id, changes)), outcome };
}

function timeKey({ weekday, hour, minute, zone }: Omit<SubscriptionTime, "nextAt">): string {
  return [weekday, hour, minute, zone].join();
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
