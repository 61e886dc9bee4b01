import { Failure } from "@sekinin/config";
import type { DraftOperation } from "@sekinin/guardrails";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { typedDraftName, typedOperations, userOf } from "./draft.ts";

/**
 * Replaces name, base and operations of the version that the caller has seen. Throws `draft.changed` where another
 * writer came first, or removed it; `not-found` for what is no draft of this tenant; `input.invalid`.
 */
export async function updateDraft(
  tx: TenantTransaction,
  input: {
    readonly actor: Actor;
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly operations: readonly DraftOperation[];
    /** Where the draft is put onto a newer crawl. */
    readonly baseCrawlId?: string;
  },
): Promise<{ readonly version: number }> {
  const name = typedDraftName(input.name);
  const operations = typedOperations(input.operations);
  const base = input.baseCrawlId ?? null;
  if (!isUuid(input.id) || (base !== null && !isUuid(base))) throw new Failure("not-found");
  const [row] = await rows(tx)<{ version: number }>`
    UPDATE policy_drafts SET name = ${name}, operations = ${operations}::jsonb, version = version + 1,
      base_crawl_id = coalesce(${base}::uuid, base_crawl_id), updated_by = ${userOf(input.actor)}::uuid,
      updated_at = clock_timestamp()
    WHERE id = ${input.id}::uuid AND version = ${Math.trunc(input.version)}::int
    RETURNING version`;
  if (row === undefined) throw new Failure("draft.changed");
  const detail = { draftId: input.id, name, version: row.version };
  await recordAuditEvent(tx, { actor: input.actor, action: "draft.changed", detail });
  return { version: row.version };
}
