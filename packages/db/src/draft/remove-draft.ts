import { Failure } from "@sekinin/config";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Removes a draft, whatever its version. Throws `not-found`. */
export async function removeDraft(
  tx: TenantTransaction,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<void> {
  if (!isUuid(id)) throw new Failure("not-found");
  const [row] = await rows(tx)<{ name: string }>`DELETE FROM policy_drafts WHERE id = ${id}::uuid RETURNING name`;
  if (row === undefined) throw new Failure("not-found");
  await recordAuditEvent(tx, { actor, action: "draft.removed", detail: { draftId: id, name: row.name } });
}
