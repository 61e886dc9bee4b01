import type { ControlSums } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Sums by control below one node, or with null below the root, as of the last complete crawl. Null where this tenant
 * does not have it, or it was not counted by control yet. One statement.
 */
export async function readControlSums(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly nodeId: string | null },
): Promise<ControlSums | null> {
  const { organizationId, nodeId } = where;
  const [row] = await rows(tx)<{ controls: ControlSums | null }>`
    SELECT controls FROM organization_nodes
    WHERE organization_id = ${organizationId}
      AND (node_id = ${nodeId}::text OR (${nodeId}::text IS NULL AND kind = 'root'))`;
  return row?.controls ?? null;
}
