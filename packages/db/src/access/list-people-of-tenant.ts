import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Somebody who has a way into the tenant. `operator` is the name of the operator that it leads through, else null. */
export type PersonOfTenant = { readonly userId: string; readonly name: string; readonly operator: string | null };

/**
 * Names of those of the given users who are the tenant's members, or members of an operator with a grant to it, even one
 * that has run out: who came in while it held stays readable. Everybody else is left out. By user id.
 */
export async function listPeopleOfTenant(
  tx: SystemTransaction,
  where: { readonly tenantId: string; readonly userIds: readonly string[] },
): Promise<PersonOfTenant[]> {
  if (!isUuid(where.tenantId)) return [];
  const userIds = [...new Set(where.userIds)].filter(isUuid);
  return rows(tx)<PersonOfTenant>`
    SELECT u.id::text AS "userId", u.name, min(o.name) AS operator
    FROM users u
      LEFT JOIN memberships m ON m.user_id = u.id AND m.tenant_id = ${where.tenantId}::uuid
      LEFT JOIN (
        SELECT om.user_id, o.name FROM operator_members om
          JOIN operator_grants g ON g.operator_id = om.operator_id AND g.tenant_id = ${where.tenantId}::uuid
          JOIN operators o ON o.id = om.operator_id
      ) o ON o.user_id = u.id
    WHERE u.id = ANY(${userIds}::uuid[]) AND (m.user_id IS NOT NULL OR o.user_id IS NOT NULL)
    GROUP BY u.id, u.name ORDER BY u.id`;
}
