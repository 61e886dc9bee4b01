import { causesOfSums, countFlows, emptySums, type PostureSums } from "@sekinin/posture";
import type { ResponsibilityDomain, UnreadReason } from "@sekinin/responsibility";
import { writeRollups } from "../heatmap/write-rollups.ts";
import { writeAccountChange } from "../history/write-account-change.ts";
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
 * history stay as they were, and its sums leave the OUs above it with the next finalise. An account that was never read
 * gets a frozen row. Idempotent.
 */
export async function freezeAccount(
  tx: TenantTransaction,
  given: AccountToFreeze,
): Promise<{ readonly rowsWritten: number }> {
  const input = { ...given, accountId: boundedKey(given.accountId, mostIdBytes) };
  const state = await writeFrozenState(tx, input);
  const frozen = await rows(tx)<{ id: string; domain: ResponsibilityDomain }>`
    UPDATE findings SET status = 'frozen', unread_reason = NULL, changed_at = ${input.observedAt}::timestamptz,
      crawl_id = ${input.crawlId}::uuid
    WHERE organization_id = ${input.organizationId} AND account_id = ${input.accountId}
      AND status IN ('open', 'unknown')
    RETURNING id::text, domain`;
  const detail = { code: input.reason.code };
  const events = frozen.map(({ id }) => ({ findingId: id, event: "frozen" as const, detail }));
  const told = await appendFindingEvents(tx, input, events);
  const change = await writeAccountChange(tx, input, {
    causes: state.leaves ? causesOfSums("left", state.sums, -1) : {},
    flows: countFlows(frozen.map(({ domain }) => ({ domain, flow: "frozen" }))),
    moves: state.leaves ? { left: { count: 1, accountIds: [input.accountId] } } : {},
  });
  const rollup = await writeRollups(tx, input, [
    { nodeId: input.accountId, kind: "account", accounts: 0, sums: state.sums, worst: {} },
  ]);
  return { rowsWritten: state.written + frozen.length + told + change + rollup };
}

/** The sums it had; `leaves`: it was in the scores until now. */
type Frozen = { readonly written: number; readonly sums: PostureSums; readonly leaves: boolean };

async function writeFrozenState(tx: TenantTransaction, input: AccountToFreeze): Promise<Frozen> {
  const reason = storableJson(input.reason);
  const [kept] = await rows(tx)<{ sums: PostureSums }>`
    SELECT sums FROM account_states WHERE organization_id = ${input.organizationId}
      AND account_id = ${input.accountId} AND status = 'frozen' AND reason = ${reason}::jsonb`;
  if (kept !== undefined) return { written: 0, sums: kept.sums, leaves: false };
  const [state] = await rows(tx)<Omit<Frozen, "written">>`
    WITH old AS MATERIALIZED (
      SELECT status FROM account_states
      WHERE organization_id = ${input.organizationId} AND account_id = ${input.accountId}
    )
    INSERT INTO account_states (tenant_id, organization_id, account_id, name, status, reason, crawl_id, observed_at,
      sums, calls)
    VALUES (current_setting('app.tenant_id')::uuid, ${input.organizationId}, ${input.accountId},
      ${boundedName(input.name)}, 'frozen', ${reason}::jsonb, ${input.crawlId}::uuid,
      ${input.observedAt}::timestamptz, ${storableJson(emptySums())}::jsonb, 0)
    ON CONFLICT (tenant_id, organization_id, account_id) DO UPDATE SET name = excluded.name, status = 'frozen',
      reason = excluded.reason, crawl_id = excluded.crawl_id, observed_at = excluded.observed_at, calls = 0
    RETURNING sums, coalesce((SELECT status <> 'frozen' FROM old), false) AS leaves`;
  return { written: 1, sums: state?.sums ?? emptySums(), leaves: state?.leaves ?? false };
}
