import "server-only";
import type { SignedIn, TenantAccess } from "@sekinin/auth";
import { recordAuditEvent } from "@sekinin/db";
import { services } from "./services.ts";

const hourMs = 3_600_000;

// Which (user, tenant) this process has recorded in which hour; the oldest go first.
const recorded = new Map<string, number>();
const mostRemembered = 10_000;

/**
 * Writes an operator's entry into the tenant's own audit, once per user, tenant and hour of this
 * process. Where the row cannot be written, the entry fails with it.
 */
export async function recordOperatorAccess(user: SignedIn, access: TenantAccess): Promise<void> {
  if (access.through !== "operator" || access.operatorId === null) return;
  const { operatorId, role } = access;
  const key = `${user.userId} ${access.tenantId}`;
  const hour = Math.floor(Date.now() / hourMs);
  if (recorded.get(key) === hour) return;
  const { database } = await services();
  await database.withTenant(access.tenantId, (tx) =>
    recordAuditEvent(tx, {
      actor: { kind: "operator", id: user.userId, operatorId },
      action: "operator.entered",
      detail: { role },
    }),
  );
  recorded.delete(key);
  recorded.set(key, hour);
  const [oldest] = recorded.keys();
  if (recorded.size > mostRemembered && oldest !== undefined) recorded.delete(oldest);
}
