import { rows } from "../sql.ts";
import { storableText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

const longestText = 100;
const mostFound = 50;

/**
 * Accounts of today's tree whose name or id holds the text, whatever the case; by name, at most `limit` (50). An empty
 * text finds the first ones.
 */
export async function searchAccounts(
  tx: TenantTransaction,
  { organizationId, text, limit }: { readonly organizationId: string; readonly text: string; readonly limit: number },
): Promise<{ readonly accountId: string; readonly name: string }[]> {
  const wanted = storableText(text.trim().slice(0, longestText)).toLowerCase();
  // Of one tenant's accounts: an index on the text would not be used below a row policy.
  return rows(tx)<{ accountId: string; name: string }>`
    SELECT node_id AS "accountId", name FROM organization_nodes
    WHERE organization_id = ${organizationId} AND kind = 'account' AND account_state IS DISTINCT FROM 'LEFT'
      AND (position(${wanted} IN lower(name)) > 0 OR position(${wanted} IN node_id) > 0)
    ORDER BY name, node_id LIMIT ${Math.min(Math.max(1, limit), mostFound)}::int`;
}
