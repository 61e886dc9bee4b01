import type { TrendChange, TrendState } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { requireDay, type Trend } from "./trend.ts";

type Range = {
  readonly organizationId: string;
  /** A root, an OU or an account, in the tree of today or not. */
  readonly nodeId: string;
  readonly from: string;
  readonly to: string;
};

/**
 * History of a node between two days, `YYYY-MM-DD`. Three statements, on rows that were written on change only; no
 * finding is read. Empty where nothing is known. Throws `input.invalid` for what is no day.
 */
export async function readTrend(tx: TenantTransaction, range: Range): Promise<Trend> {
  requireDay("from", range.from);
  requireDay("to", range.to);
  return {
    points: await readStates(tx, range),
    changes: await readChanges(tx, range),
    crawlDays: await readCrawlDays(tx, range),
  };
}

function readStates(tx: TenantTransaction, { organizationId, nodeId, from, to }: Range): Promise<TrendState[]> {
  return rows(tx)<TrendState>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, sums, accounts, unread_accounts AS "unreadAccounts",
      to_char(oldest_read_on, 'YYYY-MM-DD') AS "oldestReadOn"
    FROM posture_rollups r
    WHERE organization_id = ${organizationId} AND node_id = ${nodeId} AND day <= ${to}::date AND day >= coalesce((
      SELECT max(b.day) FROM posture_rollups b
      WHERE b.organization_id = ${organizationId} AND b.node_id = ${nodeId} AND b.day <= ${from}::date
    ), ${from}::date)
    ORDER BY r.day`;
}

function readChanges(tx: TenantTransaction, { organizationId, nodeId, from, to }: Range): Promise<TrendChange[]> {
  return rows(tx)<TrendChange>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, causes, flows, moves FROM posture_changes c
    WHERE organization_id = ${organizationId} AND node_id = ${nodeId} AND day > ${from}::date AND day <= ${to}::date
    ORDER BY c.day, c.crawl_id`;
}

async function readCrawlDays(tx: TenantTransaction, { organizationId, from, to }: Range): Promise<string[]> {
  const found = await rows(tx)<{ day: string }>`
    WITH ended AS (
      SELECT DISTINCT (c.finished_at AT TIME ZONE t.zone)::date AS day FROM crawls c JOIN tenants t ON t.id = c.tenant_id
      WHERE c.organization_id = ${organizationId} AND c.state = 'complete' AND c.finished_at IS NOT NULL
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day FROM ended e
    WHERE e.day <= ${to}::date AND e.day >= coalesce((SELECT max(day) FROM ended WHERE day <= ${from}::date), ${from}::date)
    ORDER BY e.day`;
  return found.map(({ day }) => day);
}
