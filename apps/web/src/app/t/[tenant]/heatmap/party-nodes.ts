import "server-only";
import { type Heatmap, readPartyControls, type TenantTransaction } from "@sekinin/db";
import { type ControlSums, type NodePosture, type Party, sumsOfControls } from "@sekinin/posture";
import type { HeatmapNode } from "@sekinin/ui";

/** `isCounted`: false where the last crawl is of before sums by control, so that a party's cells would look empty. */
export type PartyNodes = { readonly nodes: readonly HeatmapNode[]; readonly isCounted: boolean };

/** The rows with everybody's sums, or with one party's: then nothing is known of single accounts or of the week before. */
export async function readPartyNodes(
  tx: TenantTransaction,
  { organization, rows }: Heatmap,
  party: Party | null,
): Promise<PartyNodes> {
  if (party === null) return { nodes: rows.map(({ nodeId, ...row }) => ({ ...row, id: nodeId })), isCounted: true };
  const nodeIds = rows.map(({ nodeId }) => nodeId);
  const controls = await readPartyControls(tx, { organizationId: organization.organizationId, nodeIds, party });
  const nodes = rows.map(({ nodeId, ...row }) => ({
    ...row,
    id: nodeId,
    before: null,
    posture: partyPosture(row.posture, controls.get(nodeId) ?? {}),
  }));
  return { nodes, isCounted: controls.has(organization.rootId) };
}

function partyPosture({ accounts, worst }: NodePosture, controls: ControlSums): NodePosture {
  const nobody = Object.fromEntries(Object.keys(worst).map((domain) => [domain, null])) as NodePosture["worst"];
  return { accounts, sums: sumsOfControls(controls), worst: nobody };
}
