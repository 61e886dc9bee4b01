import { type ControlSums, type Party, type PartyTree, partyControls } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { readAssignmentIndex } from "./read-assignment-index.ts";

/**
 * By node, the sums of what one party answers for there and below: of the tree that pages show. A control of which it
 * has nothing is left out; a node that this tenant does not have has nothing. Two statements, whatever the accounts.
 */
export async function readPartyControls(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly nodeIds: readonly string[]; readonly party: Party },
): Promise<ReadonlyMap<string, ControlSums>> {
  const index = await readAssignmentIndex(tx, where.organizationId);
  const tree = await readPartyTree(tx, where.organizationId, [...where.nodeIds, ...index.keys()]);
  return partyControls(tree, index, where.party, where.nodeIds);
}

/** The nodes with their sums by control, and their ways up to the root. One statement. */
export async function readPartyTree(
  tx: TenantTransaction,
  organizationId: string,
  nodeIds: readonly string[],
): Promise<PartyTree> {
  const asked = [...new Set(nodeIds)];
  const found = await rows(tx)<{ nodeId: string; parentId: string | null; controls: ControlSums | null }>`
    WITH RECURSIVE up AS (
      SELECT node_id, parent_id FROM organization_nodes
      WHERE organization_id = ${organizationId} AND node_id = ANY(${asked}::text[])
      UNION
      SELECT n.node_id, n.parent_id FROM up JOIN organization_nodes n
        ON n.organization_id = ${organizationId} AND n.node_id = up.parent_id
    )
    SELECT up.node_id AS "nodeId", nullif(up.parent_id, '') AS "parentId",
      (SELECT n.controls FROM organization_nodes n
       WHERE n.organization_id = ${organizationId} AND n.node_id = up.node_id
         AND n.node_id = ANY(${asked}::text[])) AS controls
    FROM up`;
  return {
    parentOf: new Map(found.map(({ nodeId, parentId }) => [nodeId, parentId])),
    controls: new Map(found.flatMap(({ nodeId, controls }) => (controls === null ? [] : [[nodeId, controls]]))),
  };
}
