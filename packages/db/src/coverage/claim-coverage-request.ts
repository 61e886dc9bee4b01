import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Takes a request that is due for `seconds`, doubled with each attempt up to an hour: whoever takes it and vanishes, or
 * fails, leaves it to be taken again then. Null where another has it, or there is none.
 */
export async function claimCoverageRequest(
  tx: TenantTransaction,
  organizationId: string,
  seconds: number,
): Promise<{ readonly requestedAt: Date; readonly attempt: number } | null> {
  const [row] = await rows(tx)<{ requestedAt: Date; attempt: number }>`
    UPDATE coverage_requests SET attempt = attempt + 1, not_before = clock_timestamp()
      + make_interval(secs => least(3600, ${seconds}::float8 * power(2, least(attempt, 10))))
    WHERE organization_id = ${organizationId} AND not_before <= clock_timestamp()
    RETURNING requested_at AS "requestedAt", attempt`;
  return row ?? null;
}
