import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Puts the step back, to be claimed from `notBefore` on (null: at once). False: the lease is lost. */
export async function releaseStep(
  tx: TenantTransaction,
  stepId: string,
  token: string,
  notBefore: Date | null,
  spent: { readonly calls: number; readonly throttles: number } = { calls: 0, throttles: 0 },
): Promise<boolean> {
  if (!isUuid(stepId) || !isUuid(token)) return false;
  const written = await execute(tx)`
    UPDATE crawl_steps SET state = 'pending', lease_token = NULL, lease_until = NULL,
      not_before = ${notBefore}::timestamptz, calls = calls + ${spent.calls}::int,
      throttles = throttles + ${spent.throttles}::int
    WHERE id = ${stepId}::uuid AND lease_token = ${token}::uuid AND state = 'running'`;
  return written === 1;
}
