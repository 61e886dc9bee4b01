import type { Organization } from "../organization/list-organizations.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Heatmap, HeatmapCrawl, HeatmapRow } from "./heatmap.ts";
import { readPartialHeatmap } from "./partial-heatmap.ts";

/** Null where this tenant has no such organisation. Two statements; nothing is read below closed nodes. */
export async function readHeatmap(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly parentIds: readonly string[] },
): Promise<Heatmap | null> {
  const organizationId = where.organizationId;
  const opened = where.parentIds;
  const head = await readHead(tx, organizationId);
  if (head === null) return null;
  if (head.crawl === null) return { ...head, ...(await readPartialHeatmap(tx, head.organization, opened)) };
  const found = await rows(tx)<HeatmapRow>`
    SELECT node_id AS "nodeId", kind, nullif(parent_id, '') AS "parentId", name, depth,
      account_state AS "accountState", accounts, child_count AS "childCount", posture
    FROM organization_nodes
    WHERE organization_id = ${organizationId} AND parent_id = ANY(${["", ...opened]}::text[])
    ORDER BY depth, parent_id, kind DESC, name, node_id`;
  return { ...head, partial: null, rows: found };
}

type Head = Pick<Heatmap, "organization" | "crawl" | "running">;

type HeadRow = Organization & {
  readonly state: HeatmapCrawl["state"] | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly runningId: string | null;
  readonly runningAt: Date | null;
};

async function readHead(tx: TenantTransaction, organizationId: string): Promise<Head | null> {
  const [row] = await rows(tx)<HeadRow>`
    SELECT o.organization_id AS "organizationId", o.connection_id::text AS "connectionId",
      o.management_account_id AS "managementAccountId", o.partition, o.root_id AS "rootId",
      o.feature_set AS "featureSet", o.current_crawl_id::text AS "currentCrawlId",
      o.current_crawl_at AS "currentCrawlAt", c.state, c.started_at AS "startedAt", c.finished_at AS "finishedAt",
      r.id::text AS "runningId", r.started_at AS "runningAt"
    FROM organizations o LEFT JOIN crawls c ON c.id = o.current_crawl_id
      LEFT JOIN crawls r ON r.connection_id = o.connection_id AND r.state = 'running'
    WHERE o.organization_id = ${organizationId}`;
  if (row === undefined) return null;
  const { state, startedAt, finishedAt, runningId, runningAt, ...organization } = row;
  const { currentCrawlId } = organization;
  return {
    organization,
    crawl: currentCrawlId === null || state === null ? null : { id: currentCrawlId, state, startedAt, finishedAt },
    running: runningId === null ? null : { id: runningId, state: "running", startedAt: runningAt, finishedAt: null },
  };
}
