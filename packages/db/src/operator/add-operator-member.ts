import { execute } from "../sql.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Idempotent. */
export async function addOperatorMember(
  tx: SystemTransaction,
  input: { readonly operatorId: string; readonly userId: string },
): Promise<void> {
  await execute(tx)`
    INSERT INTO operator_members (operator_id, user_id) VALUES (${input.operatorId}::uuid, ${input.userId}::uuid)
    ON CONFLICT (operator_id, user_id) DO NOTHING`;
}
