import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type Assignment, type PartyColumns, partyOfColumns } from "./assignment.ts";

type Row = Omit<Assignment, "party" | "node"> &
  PartyColumns & {
    readonly nodeName: string | null;
    readonly nodeKind: "root" | "organizational-unit" | "account" | null;
  };

/** Root first, then by depth and name of the place; those whose place is gone at the end. */
export async function listAssignments(tx: TenantTransaction, organizationId: string): Promise<Assignment[]> {
  const found = await rows(tx)<Row>`
    SELECT a.id::text, a.node_id AS "nodeId", n.name AS "nodeName", n.kind AS "nodeKind",
      a.subject_kind AS "subjectKind", a.subject, a.team_id::text AS "teamId", a.operator_id::text AS "operatorId",
      a.created_at AS "createdAt"
    FROM assignments a LEFT JOIN organization_nodes n
      ON n.organization_id = a.organization_id AND n.node_id = a.node_id
    WHERE a.organization_id = ${organizationId}
    ORDER BY n.depth NULLS LAST, n.name, a.node_id, a.subject_kind DESC, a.subject`;
  return found.map(({ nodeName, nodeKind, teamId, operatorId, ...row }) => ({
    ...row,
    node: nodeName === null || nodeKind === null ? null : { name: nodeName, kind: nodeKind },
    party: partyOfColumns({ teamId, operatorId }),
  }));
}
