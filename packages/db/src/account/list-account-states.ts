import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountState } from "./account.ts";

/** Every account of an organisation as its last step saw it, by id: what finalise sums. */
export async function listAccountStates(tx: TenantTransaction, organizationId: string): Promise<AccountState[]> {
  return rows(tx)<AccountState>`
    SELECT organization_id AS "organizationId", account_id AS "accountId", name, status, reason,
      crawl_id::text AS "crawlId", observed_at AS "observedAt", last_read_at AS "lastReadAt", sums, calls
    FROM account_states WHERE organization_id = ${organizationId} ORDER BY account_id`;
}
