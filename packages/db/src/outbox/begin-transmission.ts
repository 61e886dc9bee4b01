import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Writes down, before a connection is opened, that from now on nobody can be sure whether the mail was sent; the lease
 * begins anew. False: the lease is lost, or the mail was skipped meanwhile, and it must not be sent.
 */
export async function beginTransmission(
  tx: TenantTransaction,
  mailId: string,
  leaseToken: string,
  leaseSeconds: number,
): Promise<boolean> {
  if (!isUuid(mailId) || !isUuid(leaseToken)) return false;
  const written = await execute(tx)`
    UPDATE outbox_mails SET state = 'transmitting', attempt = attempt + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::float8)
    WHERE id = ${mailId}::uuid AND lease_token = ${leaseToken}::uuid AND state = 'composed'`;
  return written === 1;
}
