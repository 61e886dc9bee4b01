import type { NodeChange } from "@sekinin/posture";
import { execute } from "../sql.ts";
import { storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

export type UnitChange = NodeChange & { readonly nodeId: string; readonly kind: "root" | "organizational-unit" };

type Place = { readonly organizationId: string; readonly crawlId: string; readonly day: string };

/**
 * Writes why the sums of OUs changed, and marks the accounts' rows that are in them as counted; says how many rows.
 * Nothing happened, no row.
 */
export async function writeUnitChanges(
  tx: TenantTransaction,
  { organizationId, crawlId, day }: Place,
  changes: readonly UnitChange[],
): Promise<number> {
  const written = await execute(tx)`
    INSERT INTO posture_changes (tenant_id, organization_id, node_id, crawl_id, day, kind, causes, flows, moves)
    SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, node_id, ${crawlId}::uuid, ${day}::date, kind,
      causes::jsonb, flows::jsonb, moves::jsonb
    FROM unnest(${changes.map(({ nodeId }) => nodeId)}::text[], ${changes.map(({ kind }) => kind)}::text[],
      ${changes.map(({ causes }) => storableJson(causes))}::text[],
      ${changes.map(({ flows }) => storableJson(flows))}::text[],
      ${changes.map(({ moves }) => storableJson(moves))}::text[]) AS i(node_id, kind, causes, flows, moves)`;
  const counted = await execute(tx)`
    UPDATE posture_changes SET counted_by = ${crawlId}::uuid
    WHERE organization_id = ${organizationId} AND kind = 'account' AND counted_by IS NULL`;
  return written + counted;
}
