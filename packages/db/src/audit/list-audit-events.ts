import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Actor } from "./record-audit-event.ts";

export type AuditEvent = {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: Actor["kind"];
  readonly actorId: string | null;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Newest first. `before` is the id of the last event of the page before; `action`, `actorId` and `actorKind` narrow it down. */
export async function listAuditEvents(
  tx: TenantTransaction,
  page: {
    readonly limit: number;
    readonly before?: string | null;
    readonly action?: string | null;
    readonly actorId?: string | null;
    readonly actorKind?: Actor["kind"] | null;
  },
): Promise<AuditEvent[]> {
  const before = page.before ?? null;
  if (before !== null && !isUuid(before)) return [];
  const action = page.action ?? null;
  const actorId = page.actorId ?? null;
  const actorKind = page.actorKind ?? null;
  return rows(tx)<AuditEvent>`
    SELECT id::text, at, actor_kind AS "actorKind", actor_id AS "actorId", action, detail
    FROM audit_events
    WHERE (${before}::uuid IS NULL OR (at, id) < (SELECT b.at, b.id FROM audit_events b WHERE b.id = ${before}::uuid))
      AND (${action}::text IS NULL OR action = ${action}::text)
      AND (${actorId}::text IS NULL OR actor_id = ${actorId}::text)
      AND (${actorKind}::text IS NULL OR actor_kind = ${actorKind}::text)
    ORDER BY at DESC, id DESC LIMIT ${page.limit}`;
}
