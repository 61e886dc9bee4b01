import { emptySums } from "@sekinin/posture";
import type { UnreadReason } from "@sekinin/responsibility";
import { writeRollups } from "../heatmap/write-rollups.ts";
import { rows } from "../sql.ts";
import { boundedKey, boundedName, mostIdBytes, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { appendFindingEvents } from "./write-findings.ts";

export type AccountToFreeze = {
  readonly organizationId: string;
  readonly accountId: string;
  readonly name: string;
  readonly crawlId: string;
  readonly reason: UnreadReason;
  readonly observedAt: Date;
  /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
  readonly day: string;
};

/**
 * Takes a suspended or departed account out of current scores: its open and unknown findings freeze, its duties and
 * history stay as they were. An account that was never read gets a frozen row. Idempotent.
 */
export async function freezeAccount(
  tx: TenantTransaction,
  given: AccountToFreeze,
): Promise<{ readonly rowsWritten: number }> {
  const input = { ...given, accountId: boundedKey(given.accountId, mostIdBytes) };
  const state = await writeFrozenState(tx, input);
  const frozen = await rows(tx)<{ id: string }>`
    UPDATE findings SET status = 'frozen', unread_reason = NULL, changed_at = ${input.observedAt}::timestamptz,
      crawl_id = ${input.crawlId}::uuid
    WHERE organization_id = ${input.organizationId} AND account_id = ${input.accountId}
      AND status IN ('open', 'unknown')
    RETURNING id::text`;
  const detail = { code: input.reason.code };
  const events = frozen.map(({ id }) => ({ findingId: id, event: "frozen" as const, detail }));
  const told = await appendFindingEvents(tx, input, events);
  const rollup = await writeRollups(tx, input, [
    { nodeId: input.accountId, kind: "account", accounts: 0, sums: state.sums, worst: {} },
  ]);
  return { rowsWritten: state.written + frozen.length + told + rollup };
}

async function writeFrozenState(tx: TenantTransaction, input: AccountToFreeze) {
  const reason = storableJson(input.reason);
  const [kept] = await rows(tx)<{ sums: unknown }>`
    SELECT sums FROM account_states WHERE organization_id = ${input.organizationId}
      AND account_id = ${input.accountId} AND status = 'frozen' AND reason = ${reason}::jsonb`;
  if (kept !== undefined) return { written: 0, sums: kept.sums };
  const [state] = await rows(tx)<{ sums: unknown }>`
    INSERT INTO account_states (tenant_id, organization_id, account_id, name, status, reason, crawl_id, observed_at,
      sums, calls)
    VALUES (current_setting('app.tenant_id')::uuid, ${input.organizationId}, ${input.accountId},
      ${boundedName(input.name)}, 'frozen', ${reason}::jsonb, ${input.crawlId}::uuid,
      ${input.observedAt}::timestamptz, ${storableJson(emptySums())}::jsonb, 0)
    ON CONFLICT (tenant_id, organization_id, account_id) DO UPDATE SET name = excluded.name, status = 'frozen',
      reason = excluded.reason, crawl_id = excluded.crawl_id, observed_at = excluded.observed_at, calls = 0
    RETURNING sums`;
  return { written: 1, sums: state?.sums ?? {} };
}
