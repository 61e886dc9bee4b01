import { Failure } from "@sekinin/config";
import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** A disabled user's sessions end with the next request. Throws `not-found`. */
export async function setUserDisabled(tx: SystemTransaction, userId: string, isDisabled: boolean): Promise<void> {
  const written = isUuid(userId)
    ? await execute(tx)`
        UPDATE users SET disabled_at = CASE WHEN ${isDisabled} THEN coalesce(disabled_at, clock_timestamp()) END
        WHERE id = ${userId}::uuid`
    : 0;
  if (written === 0) throw new Failure("not-found");
}
