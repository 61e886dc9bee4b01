import { execute } from "../sql.ts";
import { boundedName, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Who acted. */
export type Actor =
  | { readonly kind: "user"; readonly id: string }
  | { readonly kind: "operator"; readonly id: string; readonly operatorId: string }
  | { readonly kind: "command-line"; readonly id: null }
  | { readonly kind: "system"; readonly id: string };

/** `action` is a short word with a dot, such as `crawl.started`; `detail` holds ids and settings, never a secret. */
export type AuditInput = {
  readonly actor: Actor;
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** Belongs into the transaction of what it tells of: if it fails, so does that. Nobody may change it later. */
export async function recordAuditEvent(tx: TenantTransaction, { actor, action, detail }: AuditInput): Promise<void> {
  const told = actor.kind === "operator" ? { ...detail, operatorId: actor.operatorId } : (detail ?? {});
  await execute(tx)`
    INSERT INTO audit_events (tenant_id, id, at, actor_kind, actor_id, action, detail)
    VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), clock_timestamp(), ${actor.kind}, ${actor.id}, ${boundedName(action)},
      ${storableJson(told)}::jsonb)`;
}
