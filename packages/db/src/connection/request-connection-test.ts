import { Failure } from "@sekinin/config";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** A worker finds the row. One that waits already is answered again. Throws `not-found`. */
export async function requestConnectionTest(tx: TenantTransaction, connectionId: string): Promise<{ id: string }> {
  if (!isUuid(connectionId)) throw new Failure("not-found");
  const [connection] = await rows(tx)<{ id: string }>`
    SELECT id::text FROM connections WHERE id = ${connectionId}::uuid FOR NO KEY UPDATE`;
  if (connection === undefined) throw new Failure("not-found");
  const [waiting] = await rows(tx)<{ id: string }>`
    SELECT id::text FROM connection_tests WHERE connection_id = ${connectionId}::uuid AND state = 'requested' LIMIT 1`;
  if (waiting !== undefined) return waiting;
  const [made] = await rows(tx)<{ id: string }>`
    INSERT INTO connection_tests (tenant_id, id, connection_id, requested_at)
    VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${connectionId}::uuid, clock_timestamp())
    RETURNING id::text`;
  if (made === undefined) throw new Failure("internal");
  return made;
}
