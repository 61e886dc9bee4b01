import { may } from "@sekinin/auth";
import { Failure } from "@sekinin/config";
import {
  findSubscription,
  listAccountNames,
  listOutbox,
  listSubscriptions,
  listTeams,
  listUnits,
  type OutboxEntry,
  type Subscription,
  type SubscriptionScope,
  type Team,
  type TenantTransaction,
} from "@sekinin/db";
import type { TenantContext } from "../../../../server/require-tenant.ts";

type Reader = Pick<TenantContext, "user" | "role">;

/** Whether the reader may change it: their own, or a team's where they look after teams. */
export function isTheirs({ user, role }: Reader, { userId, teamId }: Pick<Subscription, "userId" | "teamId">): boolean {
  return userId === user.userId || (teamId !== null && may(role, "assignment:write"));
}

/** One that the reader may change. Anybody else's is answered like one that does not exist: `not-found`. */
export async function requireSubscription(tx: TenantTransaction, reader: Reader, id: string): Promise<Subscription> {
  const subscription = await findSubscription(tx, id);
  if (subscription === null || !isTheirs(reader, subscription)) throw new Failure("not-found");
  return subscription;
}

/** Whether every node of the scope is one of this tenant's organisation. */
export async function hasKnownNodes(
  tx: TenantTransaction,
  { organizationId, scopeKind, nodeIds = [] }: SubscriptionScope,
): Promise<boolean> {
  if (scopeKind === "organization" || scopeKind === "assignments") return true;
  const known =
    scopeKind === "accounts"
      ? await listAccountNames(tx, organizationId, nodeIds)
      : new Set((await listUnits(tx, organizationId)).map(({ nodeId }) => nodeId));
  return nodeIds.every((id) => known.has(id));
}

const historyLength = 30;

/** What the reader is sent, and what teams are sent where they look after them; the newest mails first. */
export async function readOwnMails(
  tx: TenantTransaction,
  reader: Reader,
): Promise<{
  readonly own: readonly Subscription[];
  readonly ofTeams: readonly Subscription[];
  readonly teams: readonly Team[];
  readonly mails: readonly OutboxEntry[];
}> {
  const looksAfterTeams = may(reader.role, "assignment:write");
  const own = await listSubscriptions(tx, { userId: reader.user.userId });
  const ofTeams = looksAfterTeams ? await listSubscriptions(tx, "teams") : [];
  const teams = looksAfterTeams ? await listTeams(tx) : [];
  const recipientIds = [...own, ...ofTeams, ...teams].map(({ id }) => id);
  const mails = await listOutbox(tx, { recipientIds, limit: historyLength });
  return { own, ofTeams, teams, mails };
}
