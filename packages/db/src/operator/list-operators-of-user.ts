import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import type { Operator } from "./create-operator.ts";

/** By name. */
export async function listOperatorsOfUser(tx: SystemTransaction, userId: string): Promise<Operator[]> {
  if (!isUuid(userId)) return [];
  return rows(tx)<Operator>`
    SELECT o.id::text, o.slug, o.name FROM operator_members m JOIN operators o ON o.id = m.operator_id
    WHERE m.user_id = ${userId}::uuid ORDER BY o.name, o.id`;
}
