import { execute, rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type Actor, recordAuditEvent } from "./record-audit-event.ts";

const action = "operator.entered";

/**
 * Tells the tenant that somebody of an operator came in: once per person and clock hour, whichever process asks. False
 * where this hour's entry is told already.
 */
export async function recordOperatorEntry(
  tx: TenantTransaction,
  { actor, detail }: { readonly actor: Extract<Actor, { kind: "operator" }>; readonly detail: Record<string, unknown> },
): Promise<boolean> {
  // Two processes may ask at the same moment: the second sees the first one's row.
  await execute(tx)`
    SELECT pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || ' ' || ${actor.id}, 0))`;
  const told = await rows(tx)<{ told: number }>`
    SELECT 1 AS told FROM audit_events
    WHERE at >= date_trunc('hour', clock_timestamp(), 'UTC') AND actor_kind = ${actor.kind} AND actor_id = ${actor.id}
      AND action = ${action} LIMIT 1`;
  if (told.length > 0) return false;
  await recordAuditEvent(tx, { actor, action, detail });
  return true;
}
