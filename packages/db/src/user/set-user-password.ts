import { Failure } from "@sekinin/config";
import { execute } from "../sql.ts";
import { isUuid, typedText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Ends no session: call `revokeSessionsOfUser` in the same transaction. Throws `not-found`. */
export async function setUserPassword(tx: SystemTransaction, userId: string, passwordHash: string): Promise<void> {
  const hash = typedText("passwordHash", passwordHash, 400);
  const written = isUuid(userId)
    ? await execute(tx)`
        UPDATE users SET password_hash = ${hash}, password_changed_at = clock_timestamp() WHERE id = ${userId}::uuid`
    : 0;
  if (written === 0) throw new Failure("not-found");
}
