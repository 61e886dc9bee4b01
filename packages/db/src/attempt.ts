import { execute } from "./sql.ts";
import type { TenantTransaction } from "./transaction.ts";

/**
 * Does work that may fail without the rest of the transaction: what it wrote is undone, and its error is given back.
 * Null where it succeeded. Throws where the transaction itself is lost.
 */
export async function attempt(tx: TenantTransaction, work: () => Promise<unknown>): Promise<Error | null> {
  await execute(tx)`SAVEPOINT attempt`;
  try {
    await work();
  } catch (error) {
    await execute(tx)`ROLLBACK TO SAVEPOINT attempt`;
    return error instanceof Error ? error : new Error("the work failed", { cause: error });
  }
  await execute(tx)`RELEASE SAVEPOINT attempt`;
  return null;
}
