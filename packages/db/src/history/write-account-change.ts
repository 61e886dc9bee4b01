import { addCauses, addFlows, addMoves, type NodeChange } from "@sekinin/posture";
import { execute, rows } from "../sql.ts";
import { storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Which account, by which crawl, on which day. */
export type AccountChangePlace = {
  readonly organizationId: string;
  readonly accountId: string;
  readonly crawlId: string;
  /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
  readonly day: string;
};

/**
 * Writes why an account's sums changed, to be added to the OUs above it by the next finalise; says how many rows. Where
 * nothing happened there is none. A second change by the same crawl is added to the first.
 */
export async function writeAccountChange(
  tx: TenantTransaction,
  place: AccountChangePlace,
  change: NodeChange,
): Promise<number> {
  const isNothing = [change.causes, change.flows, change.moves].every((part) => Object.keys(part).length === 0);
  if (isNothing) return 0;
  const { organizationId, accountId, crawlId, day } = place;
  const written = await execute(tx)`
    INSERT INTO posture_changes (tenant_id, organization_id, node_id, crawl_id, day, kind, causes, flows, moves)
    VALUES (current_setting('app.tenant_id')::uuid, ${organizationId}, ${accountId}, ${crawlId}::uuid, ${day}::date,
      'account', ${storableJson(change.causes)}::jsonb, ${storableJson(change.flows)}::jsonb,
      ${storableJson(change.moves)}::jsonb)
    ON CONFLICT (tenant_id, organization_id, node_id, crawl_id) DO NOTHING`;
  return written === 1 ? 1 : addToChange(tx, place, change);
}

async function addToChange(tx: TenantTransaction, place: AccountChangePlace, change: NodeChange): Promise<number> {
  const { organizationId, accountId, crawlId } = place;
  const [first] = await rows(tx)<NodeChange>`
    SELECT causes, flows, moves FROM posture_changes WHERE organization_id = ${organizationId}
      AND node_id = ${accountId} AND crawl_id = ${crawlId}::uuid FOR NO KEY UPDATE`;
  if (first === undefined) return 0;
  return execute(tx)`
    UPDATE posture_changes SET causes = ${storableJson(addCauses(first.causes, change.causes))}::jsonb,
      flows = ${storableJson(addFlows(first.flows, change.flows))}::jsonb,
      moves = ${storableJson(addMoves(first.moves, change.moves))}::jsonb
    WHERE organization_id = ${organizationId} AND node_id = ${accountId} AND crawl_id = ${crawlId}::uuid`;
}
