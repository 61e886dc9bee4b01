import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type ConnectionTestRow, connectionTestOf, type RawConnectionTest } from "./connection-test.ts";

export async function findConnectionTest(tx: TenantTransaction, testId: string): Promise<ConnectionTestRow | null> {
  if (!isUuid(testId)) return null;
  const [row] = await rows(tx)<RawConnectionTest>`
    SELECT id::text, connection_id::text AS "connectionId", state, steps,
      requested_at AS "requestedAt", finished_at AS "finishedAt"
    FROM connection_tests WHERE id = ${testId}::uuid`;
  return row === undefined ? null : connectionTestOf(row);
}
