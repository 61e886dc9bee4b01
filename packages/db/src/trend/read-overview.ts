import type { ControlSums, TrendChange, TrendState } from "@sekinin/posture";
import type { Heatmap } from "../heatmap/heatmap.ts";
import { readHeatmap } from "../heatmap/read-heatmap.ts";
import type { Organization } from "../organization/list-organizations.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Trend } from "./trend.ts";

/** How an organisation stands and how it got there. */
export type Overview = {
  /** The root and what is directly below it. */
  readonly heatmap: Heatmap;
  /** The day that `now` is in the tenant's zone, `YYYY-MM-DD`. */
  readonly today: string;
  /** What the root's sums are made of; empty before the first complete crawl. */
  readonly controls: ControlSums;
  /** The root's last 90 days; empty before the first complete crawl. */
  readonly history: Pick<Trend, "points" | "changes">;
};

const historyDays = 90;

/**
 * Null where this tenant has no such organisation. Four statements, on nodes, rollups and changes; no finding is read.
 */
export async function readOverview(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly rootId: string; readonly now: Date },
): Promise<Overview | null> {
  const heatmap = await readHeatmap(tx, { ...where, parentIds: [where.rootId] });
  if (heatmap === null) return null;
  const { today, controls, points } = await readRoot(tx, heatmap.organization, where.now);
  const changes = await readChanges(tx, heatmap.organization, where.now);
  return { heatmap, today, controls, history: { points, changes } };
}

type RootRow = { readonly today: string; readonly controls: ControlSums; readonly points: readonly TrendState[] };

/** The root's node and its states in one row: a page of six statements has none to spare. */
async function readRoot(tx: TenantTransaction, { organizationId, rootId }: Organization, now: Date): Promise<RootRow> {
  const [row] = await rows(tx)<RootRow>`
    SELECT to_char(d.today, 'YYYY-MM-DD') AS today, coalesce(n.controls, '{}') AS controls,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('day', r.day, 'sums', r.sums, 'accounts', r.accounts,
          'unreadAccounts', r.unread_accounts, 'oldestReadOn', r.oldest_read_on) ORDER BY r.day)
        FROM posture_rollups r
        WHERE r.organization_id = ${organizationId} AND r.node_id = ${rootId} AND r.day <= d.today
          AND r.day >= coalesce((
            SELECT max(b.day) FROM posture_rollups b
            WHERE b.organization_id = ${organizationId} AND b.node_id = ${rootId}
              AND b.day <= d.today - ${historyDays}::int
          ), d.today - ${historyDays}::int)
      ), '[]') AS points
    FROM (
      SELECT (${now}::timestamptz AT TIME ZONE zone)::date AS today FROM tenants
      WHERE id = current_setting('app.tenant_id')::uuid
    ) d LEFT JOIN organization_nodes n ON n.organization_id = ${organizationId} AND n.node_id = ${rootId}`;
  return row ?? { today: now.toISOString().slice(0, 10), controls: {}, points: [] };
}

function readChanges(
  tx: TenantTransaction,
  { organizationId, rootId }: Organization,
  now: Date,
): Promise<TrendChange[]> {
  return rows(tx)<TrendChange>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, causes, flows, moves
    FROM posture_changes c JOIN tenants t ON t.id = c.tenant_id
    WHERE c.organization_id = ${organizationId} AND c.node_id = ${rootId}
      AND c.day > (${now}::timestamptz AT TIME ZONE t.zone)::date - ${historyDays}::int
      AND c.day <= (${now}::timestamptz AT TIME ZONE t.zone)::date
    ORDER BY c.day, c.crawl_id`;
}
