import "server-only";
import { type Heatmap, readPartyControls, type TenantTransaction } from "@sekinin/db";
import { type ControlSums, type NodePosture, type Party, sumsOfControls } from "@sekinin/posture";
import type { HeatmapNode } from "@sekinin/ui";

/** The rows with everybody's sums, or with one party's: then nothing is known of single accounts or of the week before. */
export async function readPartyNodes(
  tx: TenantTransaction,
  { organization, rows }: Heatmap,
  party: Party | null,
): Promise<HeatmapNode[]> {
  if (party === null) return rows.map(({ nodeId, ...row }) => ({ ...row, id: nodeId }));
  const nodeIds = rows.map(({ nodeId }) => nodeId);
  const controls = await readPartyControls(tx, { organizationId: organization.organizationId, nodeIds, party });
  return rows.map(({ nodeId, ...row }) => ({
    ...row,
    id: nodeId,
    before: null,
    posture: partyPosture(row.posture, controls.get(nodeId) ?? {}),
  }));
}

function partyPosture({ accounts, worst }: NodePosture, controls: ControlSums): NodePosture {
  const nobody = Object.fromEntries(Object.keys(worst).map((domain) => [domain, null])) as NodePosture["worst"];
  return { accounts, sums: sumsOfControls(controls), worst: nobody };
}
