import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type ConnectionTestRow, connectionTestOf, type RawConnectionTest } from "./connection-test.ts";

/**
 * Takes a requested test, or one that has been running for five minutes (its worker is gone); null where another
 * worker has it or it has ended.
 */
export async function startConnectionTest(tx: TenantTransaction, testId: string): Promise<ConnectionTestRow | null> {
  if (!isUuid(testId)) return null;
  const [row] = await rows(tx)<RawConnectionTest>`
    UPDATE connection_tests SET state = 'running', started_at = clock_timestamp(), steps = '[]'
    WHERE id = ${testId}::uuid AND (state = 'requested'
      OR (state = 'running' AND started_at < clock_timestamp() - interval '5 minutes'))
    RETURNING id::text, connection_id::text AS "connectionId", state, steps,
      requested_at AS "requestedAt", finished_at AS "finishedAt"`;
  return row === undefined ? null : connectionTestOf(row);
}
