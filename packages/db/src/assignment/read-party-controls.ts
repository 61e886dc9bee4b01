import { type ControlSums, type Party, type PartyTree, partyControls } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { readAssignmentIndex } from "./read-assignment-index.ts";

/**
 * By node, the sums of what one party answers for there and below: of the tree that pages show. A control of which it
 * has nothing is left out. A node that this tenant does not have, or that no crawl has counted by control yet, is left out
 * itself. Two statements, whatever the accounts.
 */
export async function readPartyControls(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly nodeIds: readonly string[]; readonly party: Party },
): Promise<ReadonlyMap<string, ControlSums>> {
  const index = await readAssignmentIndex(tx, where.organizationId);
  const trees = await readPartyTrees(tx, [where.organizationId], [...where.nodeIds, ...index.keys()]);
  const tree = trees.get(where.organizationId) ?? noTree;
  const isCounted = (nodeId: string) => Object.keys(tree.controls.get(nodeId) ?? {}).length > 0;
  return partyControls(tree, index, where.party, where.nodeIds.filter(isCounted));
}

export const noTree: PartyTree = { parentOf: new Map(), controls: new Map() };

type TreeRow = {
  readonly organizationId: string;
  readonly nodeId: string;
  readonly parentId: string | null;
  readonly controls: ControlSums | null;
};

/** By organisation, these nodes with their sums by control, and their ways up to the root. One statement. */
export async function readPartyTrees(
  tx: TenantTransaction,
  organizationIds: readonly string[],
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, PartyTree>> {
  const asked = [...new Set(nodeIds)];
  const found = await rows(tx)<TreeRow>`
    WITH RECURSIVE up AS (
      SELECT organization_id, node_id, parent_id FROM organization_nodes
      WHERE organization_id = ANY(${organizationIds}::text[]) AND node_id = ANY(${asked}::text[])
      UNION
      SELECT n.organization_id, n.node_id, n.parent_id FROM up JOIN organization_nodes n
        ON n.organization_id = up.organization_id AND n.node_id = up.parent_id
    )
    SELECT up.organization_id AS "organizationId", up.node_id AS "nodeId", nullif(up.parent_id, '') AS "parentId",
      (SELECT n.controls FROM organization_nodes n
       WHERE n.organization_id = up.organization_id AND n.node_id = up.node_id
         AND n.node_id = ANY(${asked}::text[])) AS controls
    FROM up`;
  return new Map(
    organizationIds.map((organizationId) => {
      const own = found.filter((row) => row.organizationId === organizationId);
      const parentOf = new Map(own.map(({ nodeId, parentId }) => [nodeId, parentId]));
      const controls = new Map(own.flatMap(({ nodeId, controls: sums }) => (sums === null ? [] : [[nodeId, sums]])));
      return [organizationId, { parentOf, controls }];
    }),
  );
}
