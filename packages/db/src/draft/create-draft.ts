import { Failure } from "@sekinin/config";
import type { DraftOperation } from "@sekinin/guardrails";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { refuseAbsent } from "../refused-rows.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { typedDraftName, typedOperations, userOf } from "./draft.ts";

/** Saves a new draft at version 1. Throws `not-found`, `input.invalid`. */
export async function createDraft(
  tx: TenantTransaction,
  input: {
    readonly actor: Actor;
    readonly organizationId: string;
    readonly name: string;
    readonly baseCrawlId: string;
    readonly operations: readonly DraftOperation[];
  },
): Promise<{ readonly id: string; readonly version: number }> {
  const name = typedDraftName(input.name);
  const operations = typedOperations(input.operations);
  const userId = userOf(input.actor);
  if (!isUuid(input.baseCrawlId)) throw new Failure("not-found");
  const [row] = await refuseAbsent(
    () => rows(tx)<{ id: string }>`
      INSERT INTO policy_drafts (tenant_id, id, organization_id, name, base_crawl_id, operations, created_by, updated_by)
      VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${input.organizationId}, ${name},
        ${input.baseCrawlId}::uuid, ${operations}::jsonb, ${userId}::uuid, ${userId}::uuid)
      RETURNING id::text`,
  );
  const id = row?.id ?? "";
  await recordAuditEvent(tx, { actor: input.actor, action: "draft.created", detail: { draftId: id, name } });
  return { id, version: 1 };
}
