import { Failure } from "@sekinin/config";
import { refuseAbsent } from "../refused-rows.ts";
import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Idempotent. Throws `not-found` where operator or user do not exist. */
export async function addOperatorMember(
  tx: SystemTransaction,
  { operatorId, userId }: { readonly operatorId: string; readonly userId: string },
): Promise<void> {
  if (!isUuid(operatorId) || !isUuid(userId)) throw new Failure("not-found");
  await refuseAbsent(
    () => execute(tx)`
      INSERT INTO operator_members (operator_id, user_id) VALUES (${operatorId}::uuid, ${userId}::uuid)
      ON CONFLICT (operator_id, user_id) DO NOTHING`,
  );
}
