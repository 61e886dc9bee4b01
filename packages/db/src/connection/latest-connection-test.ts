import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type ConnectionTestRow, connectionTestOf, type RawConnectionTest } from "./connection-test.ts";

/** The newest test of a connection, ended or not. */
export async function latestConnectionTest(
  tx: TenantTransaction,
  connectionId: string,
): Promise<ConnectionTestRow | null> {
  if (!isUuid(connectionId)) return null;
  const [row] = await rows(tx)<RawConnectionTest>`
    SELECT id::text, connection_id::text AS "connectionId", state, steps,
      requested_at AS "requestedAt", finished_at AS "finishedAt"
    FROM connection_tests WHERE connection_id = ${connectionId}::uuid ORDER BY requested_at DESC, id DESC LIMIT 1`;
  return row === undefined ? null : connectionTestOf(row);
}
