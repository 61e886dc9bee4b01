import { execute, rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type Actor, recordAuditEvent } from "./record-audit-event.ts";

const action = "operator.entered";

/**
 * Tells the tenant where somebody of an operator went: once per person, part of the product and clock hour, whichever
 * process asks. False where it is told already.
 */
export async function recordOperatorEntry(
  tx: TenantTransaction,
  entry: {
    readonly actor: Extract<Actor, { kind: "operator" }>;
    /** Part of the product, such as `findings`. */
    readonly area: string;
    readonly detail: Record<string, unknown>;
  },
): Promise<boolean> {
  const { actor, area, detail } = entry;
  // Two processes may ask at the same moment: the second sees the first one's row.
  await execute(tx)`
    SELECT pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || ' ' || ${actor.id}, 0))`;
  const told = await rows(tx)<{ told: number }>`
    SELECT 1 AS told FROM audit_events
    WHERE at >= date_trunc('hour', clock_timestamp(), 'UTC') AND actor_kind = ${actor.kind} AND actor_id = ${actor.id}
      AND action = ${action} AND detail ->> 'area' = ${area} LIMIT 1`;
  if (told.length > 0) return false;
  await recordAuditEvent(tx, { actor, action, detail: { ...detail, area } });
  return true;
}
