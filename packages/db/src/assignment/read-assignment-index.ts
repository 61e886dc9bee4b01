import { type AssignmentIndex, indexAssignments, type PartyAssignment } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type PartyColumns, partyOfColumns } from "./assignment.ts";

/** Who answers where, ready to be asked; empty where nobody was named. One statement. */
export async function readAssignmentIndex(tx: TenantTransaction, organizationId: string): Promise<AssignmentIndex> {
  const found = await rows(tx)<Omit<PartyAssignment, "party"> & PartyColumns>`
    SELECT node_id AS "nodeId", subject_kind AS "subjectKind", subject, team_id::text AS "teamId",
      operator_id::text AS "operatorId"
    FROM assignments WHERE organization_id = ${organizationId} ORDER BY node_id, subject_kind, subject`;
  return indexAssignments(found.map((row) => ({ ...row, party: partyOfColumns(row) })));
}
