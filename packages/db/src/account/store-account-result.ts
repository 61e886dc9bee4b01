import { writeRollups } from "../heatmap/write-rollups.ts";
import { execute } from "../sql.ts";
import { boundedKey, boundedName, mostIdBytes, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountResult } from "./account-result.ts";
import { keepVerdictLog } from "./keep-verdict-log.ts";
import { replaceDuties } from "./replace-duties.ts";
import { replaceFindings } from "./replace-findings.ts";

/**
 * Replaces the account's duties and findings by difference, appends the findings' life, keeps the verdict log and the
 * day's rollup where they changed. Call `withLease` first in the same transaction, after `storeSnapshot` has made the
 * organisation. Unchanged input writes one row.
 */
export async function storeAccountResult(
  tx: TenantTransaction,
  given: AccountResult,
): Promise<{ readonly rowsWritten: number }> {
  const result = { ...given, accountId: boundedKey(given.accountId, mostIdBytes) };
  const state = await writeAccountState(tx, result);
  const duties = await replaceDuties(tx, result);
  const findings = await replaceFindings(tx, result);
  const log = await keepVerdictLog(tx, result);
  const { organizationId, crawlId, day, accountId, sums } = result;
  const rollup = await writeRollups(tx, { organizationId, crawlId, day }, [
    { nodeId: accountId, kind: "account", accounts: 1, sums, worst: {} },
  ]);
  return { rowsWritten: state + duties + findings + log + rollup };
}

function writeAccountState(tx: TenantTransaction, result: AccountResult): Promise<number> {
  const reason = result.reason === null ? null : storableJson(result.reason);
  return execute(tx)`
    INSERT INTO account_states AS a (tenant_id, organization_id, account_id, name, status, reason, crawl_id,
      observed_at, last_read_at, sums, calls)
    VALUES (current_setting('app.tenant_id')::uuid, ${result.organizationId}, ${result.accountId},
      ${boundedName(result.name)}, ${result.status}, ${reason}::jsonb, ${result.crawlId}::uuid,
      ${result.observedAt}::timestamptz, ${result.lastReadAt}::timestamptz, ${storableJson(result.sums)}::jsonb,
      ${result.calls}::int)
    ON CONFLICT (tenant_id, organization_id, account_id) DO UPDATE SET name = excluded.name,
      status = excluded.status, reason = excluded.reason, crawl_id = excluded.crawl_id,
      observed_at = excluded.observed_at, last_read_at = coalesce(excluded.last_read_at, a.last_read_at),
      sums = excluded.sums, calls = excluded.calls`;
}
