import { indexAssignments, type Party, type PartyAssignment, type PartyScope, partyScope } from "@sekinin/posture";
import { catalogue } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type PartyColumns, partyOfColumns } from "./assignment.ts";

/** A node of the tree, an account outside of it, or an assignment, whose kind is its subject's. */
type Row = PartyColumns & {
  readonly nodeId: string;
  readonly parentId: string | null;
  readonly kind: string;
  readonly subject: string | null;
};

function assignmentOf(row: Row): readonly PartyAssignment[] {
  const { nodeId, kind, subject } = row;
  if (subject === null || (kind !== "domain" && kind !== "control")) return [];
  return [{ nodeId, subjectKind: kind, subject, party: partyOfColumns(row) }];
}

/**
 * What a party answers for, as a search over findings can ask for it. Accounts that are in no tree (not yet, or no
 * longer) are nobody's. One statement.
 */
export async function readPartyScope(
  tx: TenantTransaction,
  { organizationId, party }: { readonly organizationId: string; readonly party: Party },
): Promise<PartyScope> {
  const found = await rows(tx)<Row>`
    SELECT node_id AS "nodeId", nullif(parent_id, '') AS "parentId", kind, NULL AS subject, NULL AS "teamId",
      NULL AS "operatorId"
    FROM organization_nodes WHERE organization_id = ${organizationId}
    UNION ALL
    SELECT a.account_id, NULL, 'outside', NULL, NULL, NULL FROM account_states a
    WHERE a.organization_id = ${organizationId} AND NOT EXISTS (
      SELECT FROM organization_nodes n WHERE n.organization_id = ${organizationId} AND n.node_id = a.account_id)
    UNION ALL
    SELECT node_id, NULL, subject_kind, subject, team_id::text, operator_id::text
    FROM assignments WHERE organization_id = ${organizationId}
    ORDER BY 1, 3, 4`;
  const index = indexAssignments(found.flatMap(assignmentOf));
  if (index.size === 0) return partyScope(new Map(), [], index, catalogue(), party);
  const inTree = found.filter(({ subject, kind }) => subject === null && kind !== "outside");
  const accounts = found.filter(({ kind }) => kind === "account" || kind === "outside");
  return partyScope(
    new Map(inTree.map(({ nodeId, parentId }) => [nodeId, parentId])),
    accounts.map(({ nodeId }) => nodeId),
    index,
    catalogue(),
    party,
  );
}
