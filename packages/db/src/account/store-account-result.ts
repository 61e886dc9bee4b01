import { type AccountMoves, accountCauses, type ChangeCauses, causesOfSums, sumControls } from "@sekinin/posture";
import { writeRollups } from "../heatmap/write-rollups.ts";
import { writeAccountChange } from "../history/write-account-change.ts";
import { rows } from "../sql.ts";
import { boundedKey, boundedName, mostIdBytes, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountStatus } from "./account.ts";
import type { AccountResult } from "./account-result.ts";
import { keepVerdictLog } from "./keep-verdict-log.ts";
import { type DutyChanges, replaceDuties, scoredDuties } from "./replace-duties.ts";
import { replaceFindings } from "./replace-findings.ts";

/**
 * Replaces the account's duties and findings by difference, appends the findings' life and why the sums changed, keeps
 * the verdict log and the day's rollup where they changed. Call `withLease` first in the same transaction, after
 * `storeSnapshot` has made the organisation. Unchanged input writes one row.
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
  const change = await writeAccountChange(tx, result, {
    causes: causesOf(result, state, duties),
    flows: findings.flows,
    moves: movesOf(result, state),
  });
  const { organizationId, crawlId, day, accountId, sums, status } = result;
  const unread = status === "unknown" ? { unreadAccounts: 1, oldestReadOn: state.lastReadOn } : {};
  const rollup = await writeRollups(tx, { organizationId, crawlId, day }, [
    { nodeId: accountId, kind: "account", accounts: 1, sums, worst: {}, ...unread },
  ]);
  return { rowsWritten: 1 + duties.rowsWritten + findings.rowsWritten + log + change + rollup };
}

/** What the account's row was before; nulls where there was none. */
type StateBefore = {
  readonly before: AccountStatus | null;
  readonly controlsBefore: readonly string[] | null;
  /** Day on which it was last entered, this time included. */
  readonly lastReadOn: string | null;
};

async function writeAccountState(tx: TenantTransaction, result: AccountResult): Promise<StateBefore> {
  const reason = result.reason === null ? null : storableJson(result.reason);
  const controls = sumControls(scoredDuties(result), result.controls);
  const [state] = await rows(tx)<StateBefore>`
    WITH old AS MATERIALIZED (
      SELECT status, ARRAY(SELECT jsonb_object_keys(controls)) AS controls FROM account_states
      WHERE organization_id = ${result.organizationId} AND account_id = ${result.accountId}
    )
    INSERT INTO account_states AS a (tenant_id, organization_id, account_id, name, status, reason, crawl_id,
      observed_at, last_read_at, sums, controls, calls)
    VALUES (current_setting('app.tenant_id')::uuid, ${result.organizationId}, ${result.accountId},
      ${boundedName(result.name)}, ${result.status}, ${reason}::jsonb, ${result.crawlId}::uuid,
      ${result.observedAt}::timestamptz, ${result.lastReadAt}::timestamptz, ${storableJson(result.sums)}::jsonb,
      ${storableJson(controls)}::jsonb, ${result.calls}::int)
    ON CONFLICT (tenant_id, organization_id, account_id) DO UPDATE SET name = excluded.name,
      status = excluded.status, reason = excluded.reason, crawl_id = excluded.crawl_id,
      observed_at = excluded.observed_at, last_read_at = coalesce(excluded.last_read_at, a.last_read_at),
      sums = excluded.sums, controls = excluded.controls, calls = excluded.calls
    RETURNING (SELECT status FROM old) AS before, (SELECT controls FROM old) AS "controlsBefore",
      (a.last_read_at AT TIME ZONE (SELECT zone FROM tenants))::date::text AS "lastReadOn"`;
  return state ?? { before: null, controlsBefore: null, lastReadOn: null };
}

function causesOf(result: AccountResult, { before, controlsBefore }: StateBefore, duties: DutyChanges): ChangeCauses {
  if (before === null || before === "frozen") return causesOfSums("joined", result.sums);
  // Rows older than the sums by control name none: nobody can say then what the catalogue had.
  const known = controlsBefore === null || controlsBefore.length === 0 ? null : new Set(controlsBefore);
  return accountCauses(duties.changes, { before: known, after: new Set(result.controls.map(({ id }) => id)) });
}

function movesOf({ accountId, status }: AccountResult, { before }: StateBefore): AccountMoves {
  const one = { count: 1, accountIds: [accountId] };
  if (before === null || before === "frozen") return { joined: one };
  if (before === status) return {};
  return status === "unknown" ? { lostSight: one } : { seenAgain: one };
}
