import { Failure } from "@sekinin/config";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Another worker holds the step, or it has ended: whatever this transaction wrote is rolled back. */
export class LeaseLost extends Failure {
  constructor() {
    super("step.lease-lost");
    this.name = "LeaseLost";
  }
}

/**
 * Locks the step's row for the rest of the transaction and checks the token: what follows in it is fenced. Call it
 * first in every transaction that writes for a step. Throws `LeaseLost`.
 */
export async function withLease(tx: TenantTransaction, stepId: string, token: string): Promise<void> {
  if (!isUuid(stepId) || !isUuid(token)) throw new LeaseLost();
  const [held] = await rows(tx)<{ id: string }>`
    SELECT id::text FROM crawl_steps
    WHERE id = ${stepId}::uuid AND lease_token = ${token}::uuid AND state = 'running' FOR NO KEY UPDATE`;
  if (held === undefined) throw new LeaseLost();
}
