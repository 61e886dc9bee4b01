import type { ControlSums } from "@sekinin/posture";
import { execute, rows } from "../sql.ts";
import { boundedName, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { FinalisedNode } from "./finalised-node.ts";

// A node's posture and controls are about 6 kB of JSON: parts keep one statement at a few megabytes.
const nodesAtOnce = 500;

/** Makes the stored tree that of `nodes`, whose ids are bounded already; says how many rows were written or removed. */
export async function replaceNodes(
  tx: TenantTransaction,
  organizationId: string,
  nodes: readonly FinalisedNode[],
  controls: ReadonlyMap<string, ControlSums>,
): Promise<number> {
  const ids = nodes.map((node) => node.id);
  let written = await execute(tx)`
    DELETE FROM organization_nodes WHERE organization_id = ${organizationId}
      AND node_id NOT IN (SELECT id FROM unnest(${ids}::text[]) AS id)`;
  for (let from = 0; from < nodes.length; from += nodesAtOnce) {
    written += await writeNodes(tx, organizationId, nodes.slice(from, from + nodesAtOnce), controls);
  }
  return written;
}

async function writeNodes(
  tx: TenantTransaction,
  organizationId: string,
  nodes: readonly FinalisedNode[],
  controls: ReadonlyMap<string, ControlSums>,
): Promise<number> {
  // Equal rows are left out before the insert: ON CONFLICT would lock, and so write, each of them.
  const [written] = await rows(tx)<{ count: number }>`
    WITH incoming AS (
      SELECT node_id, kind, parent_id, name, depth, account_state, accounts, child_count, posture::jsonb,
        controls::jsonb
      FROM unnest(${nodes.map((node) => node.id)}::text[], ${nodes.map((node) => node.kind)}::text[],
        ${nodes.map((node) => node.parentId ?? "")}::text[],
        ${nodes.map((node) => boundedName(node.name))}::text[], ${nodes.map((node) => node.depth)}::int[],
        ${nodes.map((node) => boundedName(node.accountState))}::text[], ${nodes.map((node) => node.accounts)}::int[],
        ${nodes.map((node) => node.childCount)}::int[], ${nodes.map((node) => storableJson(node.posture))}::text[],
        ${nodes.map((node) => storableJson(controls.get(node.id) ?? {}))}::text[])
        AS i(node_id, kind, parent_id, name, depth, account_state, accounts, child_count, posture, controls)
    ), written AS (
      INSERT INTO organization_nodes (tenant_id, organization_id, node_id, kind, parent_id, name, depth,
        account_state, accounts, child_count, posture, controls)
      SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, i.* FROM incoming i
      WHERE NOT EXISTS (
        SELECT FROM organization_nodes n WHERE n.organization_id = ${organizationId} AND n.node_id = i.node_id
          AND n.kind = i.kind AND n.parent_id = i.parent_id AND n.name = i.name AND n.depth = i.depth
          AND n.account_state = i.account_state AND n.accounts = i.accounts AND n.child_count = i.child_count
          AND n.posture = i.posture AND n.controls = i.controls)
      ON CONFLICT (tenant_id, organization_id, node_id) DO UPDATE SET kind = excluded.kind,
        parent_id = excluded.parent_id, name = excluded.name, depth = excluded.depth,
        account_state = excluded.account_state, accounts = excluded.accounts, child_count = excluded.child_count,
        posture = excluded.posture, controls = excluded.controls
      RETURNING 1
    )
    SELECT count(*)::int AS count FROM written`;
  return written?.count ?? 0;
}
