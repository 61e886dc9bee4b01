import type { PostureSums } from "@sekinin/posture";
import type { Organization } from "../organization/list-organizations.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Heatmap, HeatmapCrawl, HeatmapRow } from "./heatmap.ts";
import { readPartialHeatmap } from "./partial-heatmap.ts";
import { weekBefore } from "./week-before.ts";

/**
 * Null where this tenant has no such organisation. Two statements; nothing is read below closed nodes. `now` says which
 * day the week before is counted from.
 */
export async function readHeatmap(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly parentIds: readonly string[]; readonly now?: Date },
): Promise<Heatmap | null> {
  const organizationId = where.organizationId;
  const opened = where.parentIds;
  const found = await readHead(tx, organizationId);
  if (found === null) return null;
  const { head, zone } = found;
  if (head.crawl === null) return { ...head, ...(await readPartialHeatmap(tx, head.organization, opened)) };
  const day = weekBefore(zone, where.now ?? new Date());
  return { ...head, partial: null, rows: await readRows(tx, organizationId, opened, day) };
}

type StoredRow = Omit<HeatmapRow, "before"> & { readonly beforeSums: PostureSums | null };

/** Rollups are written on change only: what a node stood at on a day is its newest row at or before it. */
async function readRows(
  tx: TenantTransaction,
  organizationId: string,
  opened: readonly string[],
  day: string,
): Promise<HeatmapRow[]> {
  const found = await rows(tx)<StoredRow>`
    SELECT n.node_id AS "nodeId", n.kind, nullif(n.parent_id, '') AS "parentId", n.name, n.depth,
      n.account_state AS "accountState", n.accounts, n.child_count AS "childCount", n.posture,
      b.sums AS "beforeSums"
    FROM organization_nodes n LEFT JOIN LATERAL (
      SELECT r.sums FROM posture_rollups r
      WHERE r.organization_id = n.organization_id AND r.node_id = n.node_id AND r.day <= ${day}::date
      ORDER BY r.day DESC LIMIT 1
    ) b ON true
    WHERE n.organization_id = ${organizationId} AND n.parent_id = ANY(${["", ...opened]}::text[])
    ORDER BY n.depth, n.parent_id, n.kind DESC, n.name, n.node_id`;
  return found.map(({ beforeSums, ...row }) => ({
    ...row,
    before: beforeSums === null ? null : { day, sums: beforeSums },
  }));
}

type Head = Pick<Heatmap, "organization" | "crawl" | "running">;

type HeadRow = Organization & {
  readonly state: HeatmapCrawl["state"] | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly runningId: string | null;
  readonly runningAt: Date | null;
  readonly zone: string;
};

async function readHead(
  tx: TenantTransaction,
  organizationId: string,
): Promise<{ readonly head: Head; readonly zone: string } | null> {
  const [row] = await rows(tx)<HeadRow>`
    SELECT o.organization_id AS "organizationId", o.connection_id::text AS "connectionId",
      o.management_account_id AS "managementAccountId", o.partition, o.root_id AS "rootId",
      o.feature_set AS "featureSet", o.current_crawl_id::text AS "currentCrawlId",
      o.current_crawl_at AS "currentCrawlAt", c.state, c.started_at AS "startedAt", c.finished_at AS "finishedAt",
      r.id::text AS "runningId", r.started_at AS "runningAt", t.zone
    FROM organizations o JOIN tenants t ON t.id = o.tenant_id LEFT JOIN crawls c ON c.id = o.current_crawl_id
      LEFT JOIN crawls r ON r.connection_id = o.connection_id AND r.state = 'running'
    WHERE o.organization_id = ${organizationId}`;
  if (row === undefined) return null;
  const { state, startedAt, finishedAt, runningId, runningAt, zone, ...organization } = row;
  const { currentCrawlId } = organization;
  const head: Head = {
    organization,
    crawl: currentCrawlId === null || state === null ? null : { id: currentCrawlId, state, startedAt, finishedAt },
    running: runningId === null ? null : { id: runningId, state: "running", startedAt: runningAt, finishedAt: null },
  };
  return { head, zone };
}
