import { type Party, type PartyScope, partyScope } from "@sekinin/posture";
import { catalogue } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { readAssignmentIndex } from "./read-assignment-index.ts";

/**
 * What a party answers for, as a search over findings can ask for it. Accounts that are in no tree (not yet, or no
 * longer) are nobody's. Two statements.
 */
export async function readPartyScope(
  tx: TenantTransaction,
  { organizationId, party }: { readonly organizationId: string; readonly party: Party },
): Promise<PartyScope> {
  const index = await readAssignmentIndex(tx, organizationId);
  if (index.size === 0) return partyScope(new Map(), [], index, catalogue(), party);
  const found = await rows(tx)<{ nodeId: string; parentId: string | null; kind: string }>`
    SELECT node_id AS "nodeId", nullif(parent_id, '') AS "parentId", kind
    FROM organization_nodes WHERE organization_id = ${organizationId}
    UNION ALL
    SELECT a.account_id, NULL, 'outside' FROM account_states a
    WHERE a.organization_id = ${organizationId} AND NOT EXISTS (
      SELECT FROM organization_nodes n WHERE n.organization_id = ${organizationId} AND n.node_id = a.account_id)
    ORDER BY 1`;
  const inTree = found.filter(({ kind }) => kind !== "outside");
  const accounts = found.filter(({ kind }) => kind === "account" || kind === "outside");
  return partyScope(
    new Map(inTree.map(({ nodeId, parentId }) => [nodeId, parentId])),
    accounts.map(({ nodeId }) => nodeId),
    index,
    catalogue(),
    party,
  );
}
