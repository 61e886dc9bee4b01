import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Names of the given accounts by id, as last seen; those that no crawl has seen are left out. */
export async function listAccountNames(
  tx: TenantTransaction,
  organizationId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map();
  const found = await rows(tx)<{ id: string; name: string }>`
    SELECT account_id AS id, name FROM account_states
    WHERE organization_id = ${organizationId} AND account_id = ANY(${[...accountIds]}::text[])`;
  return new Map(found.map(({ id, name }) => [id, name]));
}
