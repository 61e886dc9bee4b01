import type { Role } from "../locale.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** One way of a user into a tenant. The same tenant may be there twice: by membership and through an operator. */
export type Access = {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly through: "membership" | "operator";
  readonly operatorId: string | null;
};

/** By tenant's name, membership before operator. Expired grants are left out, by the database's clock. */
export async function listAccessOfUser(tx: SystemTransaction, userId: string): Promise<Access[]> {
  if (!isUuid(userId)) return [];
  return rows(tx)<Access>`
    SELECT t.id::text AS "tenantId", t.slug, t.name, a.role, a.through, a.operator_id::text AS "operatorId"
    FROM (
      SELECT tenant_id, role, 'membership' AS through, NULL::uuid AS operator_id
      FROM memberships WHERE user_id = ${userId}::uuid
      UNION ALL
      SELECT g.tenant_id, g.role, 'operator', g.operator_id
      FROM operator_members m JOIN operator_grants g ON g.operator_id = m.operator_id
      WHERE m.user_id = ${userId}::uuid AND (g.expires_at IS NULL OR g.expires_at > clock_timestamp())
    ) a JOIN tenants t ON t.id = a.tenant_id
    ORDER BY t.name, t.id, a.through, a.operator_id`;
}
