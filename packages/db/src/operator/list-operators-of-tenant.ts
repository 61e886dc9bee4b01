import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import type { Operator } from "./create-operator.ts";

/** Operators with a live grant to the tenant, by name. The caller has decided that the tenant is the asker's. */
export async function listOperatorsOfTenant(tx: SystemTransaction, tenantId: string): Promise<Operator[]> {
  if (!isUuid(tenantId)) return [];
  return rows(tx)<Operator>`
    SELECT o.id::text, o.slug, o.name FROM operator_grants g JOIN operators o ON o.id = g.operator_id
    WHERE g.tenant_id = ${tenantId}::uuid AND (g.expires_at IS NULL OR g.expires_at > clock_timestamp())
    ORDER BY o.name, o.id`;
}
