import type { CoverageNode } from "@sekinin/guardrails";
import { execute } from "../sql.ts";
import { storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/**
 * Rows of `day` for the root and OUs whose newest row at or before it differs; OUs that went get an empty one. Says how
 * many were written.
 */
export async function writeCoverageRollups(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly crawlId: string; readonly day: string },
  units: readonly CoverageNode[],
): Promise<number> {
  const { organizationId, crawlId, day } = where;
  return execute(tx)`
    WITH present AS (
      SELECT node_id, counts::jsonb FROM unnest(${units.map(({ nodeId }) => nodeId)}::text[],
        ${units.map(({ counts }) => storableJson(counts))}::text[]) AS i(node_id, counts)
    ), incoming AS (
      SELECT node_id, counts FROM present
      UNION ALL
      SELECT DISTINCT r.node_id, '{}'::jsonb FROM coverage_rollups r
      WHERE r.organization_id = ${organizationId} AND r.node_id NOT IN (SELECT node_id FROM present)
    )
    INSERT INTO coverage_rollups (tenant_id, organization_id, node_id, day, crawl_id, counts)
    SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, i.node_id, ${day}::date, ${crawlId}::uuid, i.counts
    FROM incoming i LEFT JOIN LATERAL (
      SELECT r.counts FROM coverage_rollups r
      WHERE r.organization_id = ${organizationId} AND r.node_id = i.node_id AND r.day <= ${day}::date
      ORDER BY r.day DESC LIMIT 1
    ) last ON true
    WHERE last.counts IS DISTINCT FROM i.counts
    ON CONFLICT (tenant_id, organization_id, node_id, day) DO UPDATE SET crawl_id = excluded.crawl_id,
      counts = excluded.counts`;
}
