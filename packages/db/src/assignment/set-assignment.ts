import { Failure } from "@sekinin/config";
import type { PartyAssignment } from "@sekinin/posture";
import { catalogue, responsibilityDomains } from "@sekinin/responsibility";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

export type AssignmentInput = PartyAssignment & { readonly actor: Actor; readonly organizationId: string };

/**
 * Says who answers at a place; what was said there of the same subject is replaced. Throws `not-found` where the place,
 * the team or the partner is not this tenant's, and `input.invalid` for a subject that no catalogue knows.
 */
export async function setAssignment(tx: TenantTransaction, input: AssignmentInput): Promise<{ readonly id: string }> {
  const { actor, organizationId, nodeId, subjectKind, subject, party } = input;
  if (!isSubject(subjectKind, subject)) throw new Failure("input.invalid");
  const place = await requirePlace(tx, organizationId, nodeId);
  const team = await requireParty(tx, party);
  const teamId = party.kind === "team" ? party.id : null;
  const operatorId = party.kind === "partner" ? party.operatorId : null;
  const [row] = await rows(tx)<{ id: string }>`
    INSERT INTO assignments (tenant_id, id, organization_id, node_id, subject_kind, subject, team_id, operator_id)
    VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${organizationId}, ${nodeId}, ${subjectKind},
      ${subject}, ${teamId}::uuid, ${operatorId}::uuid)
    ON CONFLICT (tenant_id, organization_id, node_id, subject_kind, subject) DO UPDATE
      SET team_id = excluded.team_id, operator_id = excluded.operator_id
    RETURNING id::text`;
  const id = row?.id ?? "";
  await recordAuditEvent(tx, {
    actor,
    action: "assignment.set",
    detail: {
      assignmentId: id,
      organizationId,
      nodeId,
      place,
      [subjectKind]: subject,
      ...(teamId === null ? { operatorAssigned: operatorId } : { teamId, team }),
    },
  });
  return { id };
}

function isSubject(kind: PartyAssignment["subjectKind"], subject: string): boolean {
  if (kind === "domain") return responsibilityDomains.some((domain) => domain === subject);
  return kind === "control" && catalogue().some(({ id }) => id === subject);
}

/** The place's name, for the audit: an id means nothing to who reads it. */
async function requirePlace(tx: TenantTransaction, organizationId: string, nodeId: string): Promise<string> {
  const [place] = await rows(tx)<{ name: string }>`
    SELECT name FROM organization_nodes WHERE organization_id = ${organizationId} AND node_id = ${nodeId}`;
  if (place === undefined) throw new Failure("not-found");
  return place.name;
}

/** The team's name, null for a partner. A grant that has run out is no partner any more. */
async function requireParty(tx: TenantTransaction, party: PartyAssignment["party"]): Promise<string | null> {
  const id = party.kind === "team" ? party.id : party.operatorId;
  if (!isUuid(id)) throw new Failure("not-found");
  const [found] =
    party.kind === "team"
      ? await rows(tx)<{ name: string | null }>`SELECT name FROM teams WHERE id = ${id}::uuid FOR KEY SHARE`
      : await rows(tx)<{ name: string | null }>`
          SELECT NULL::text AS name FROM operator_grants WHERE operator_id = ${id}::uuid
            AND (expires_at IS NULL OR expires_at > clock_timestamp())`;
  if (found === undefined) throw new Failure("not-found");
  return found.name;
}
