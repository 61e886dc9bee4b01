import { type AssignmentIndex, indexAssignments, type PartyAssignment } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type PartyColumns, partyOfColumns } from "./assignment.ts";

type Row = Omit<PartyAssignment, "party"> & PartyColumns;

/** Who answers where, by organisation. One statement. */
export async function readAssignmentIndexes(tx: TenantTransaction): Promise<ReadonlyMap<string, AssignmentIndex>> {
  const found = await rows(tx)<Row & { readonly organizationId: string }>`
    SELECT organization_id AS "organizationId", node_id AS "nodeId", subject_kind AS "subjectKind", subject,
      team_id::text AS "teamId", operator_id::text AS "operatorId"
    FROM assignments ORDER BY organization_id, node_id, subject_kind, subject`;
  const ids = [...new Set(found.map(({ organizationId }) => organizationId))];
  return new Map(
    ids.map((id) => {
      const own = found.filter(({ organizationId }) => organizationId === id);
      return [id, indexAssignments(own.map((row) => ({ ...row, party: partyOfColumns(row) })))];
    }),
  );
}

/** Who answers where, ready to be asked; empty where nobody was named. One statement. */
export async function readAssignmentIndex(tx: TenantTransaction, organizationId: string): Promise<AssignmentIndex> {
  const found = await rows(tx)<Row>`
    SELECT node_id AS "nodeId", subject_kind AS "subjectKind", subject, team_id::text AS "teamId",
      operator_id::text AS "operatorId"
    FROM assignments WHERE organization_id = ${organizationId} ORDER BY node_id, subject_kind, subject`;
  return indexAssignments(found.map((row) => ({ ...row, party: partyOfColumns(row) })));
}
