import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** False where this tenant has no such assignment. */
export async function removeAssignment(
  tx: TenantTransaction,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const [gone] = await rows(tx)<{ organizationId: string; nodeId: string; kind: string; subject: string }>`
    DELETE FROM assignments WHERE id = ${id}::uuid
    RETURNING organization_id AS "organizationId", node_id AS "nodeId", subject_kind AS kind, subject`;
  if (gone === undefined) return false;
  const { organizationId, nodeId, kind, subject } = gone;
  const detail = { assignmentId: id, organizationId, nodeId, [kind]: subject };
  await recordAuditEvent(tx, { actor, action: "assignment.removed", detail });
  return true;
}
