import { Failure } from "@sekinin/config";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { execute, rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * A team that answers for something, or still gets a digest, stays: `team.in-use`. Digests that have ended go with it.
 * Throws `not-found`.
 */
export async function removeTeam(
  tx: TenantTransaction,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<void> {
  if (!isUuid(id)) throw new Failure("not-found");
  const [team] = await rows(tx)<{ name: string }>`SELECT name FROM teams WHERE id = ${id}::uuid FOR UPDATE`;
  if (team === undefined) throw new Failure("not-found");
  const [use] = await rows(tx)<{ count: number }>`
    SELECT (SELECT count(*) FROM assignments WHERE team_id = ${id}::uuid)::int
      + (SELECT count(*) FROM subscriptions WHERE team_id = ${id}::uuid AND state <> 'ended')::int AS count`;
  if ((use?.count ?? 0) > 0) throw new Failure("team.in-use");
  await execute(tx)`DELETE FROM subscriptions WHERE team_id = ${id}::uuid`;
  await execute(tx)`DELETE FROM teams WHERE id = ${id}::uuid`;
  await recordAuditEvent(tx, { actor, action: "team.removed", detail: { teamId: id, name: team.name } });
}
