import { rows } from "../sql.ts";
import { boundedName } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** A node as the tree of a day holds it; ids are bounded already. */
export type TreeNodeOfDay = {
  readonly id: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly parentId: string | null;
  readonly name: string;
  readonly accountState: string;
};

type Place = { readonly organizationId: string; readonly crawlId: string; readonly day: string };

/**
 * Writes rows of `day` for nodes that came, moved, were renamed, changed their state or went since their newest row;
 * says how many. The tree as of a day is each node's newest row at or before it.
 */
export async function writeNodeHistory(
  tx: TenantTransaction,
  { organizationId, crawlId, day }: Place,
  nodes: readonly TreeNodeOfDay[],
): Promise<number> {
  const [written] = await rows(tx)<{ count: number }>`
    WITH incoming AS (
      SELECT * FROM unnest(${nodes.map(({ id }) => id)}::text[], ${nodes.map(({ kind }) => kind)}::text[],
        ${nodes.map(({ parentId }) => parentId ?? "")}::text[], ${nodes.map(({ name }) => boundedName(name))}::text[],
        ${nodes.map(({ accountState }) => boundedName(accountState))}::text[])
        AS i(node_id, kind, parent_id, name, account_state)
    ), last AS (
      SELECT DISTINCT ON (node_id) node_id, kind, parent_id, name, account_state, is_present FROM node_history
      WHERE organization_id = ${organizationId} AND day <= ${day}::date ORDER BY node_id, day DESC
    ), changed AS (
      SELECT i.*, true AS is_present FROM incoming i LEFT JOIN last l USING (node_id)
      WHERE (l.kind, l.parent_id, l.name, l.account_state, l.is_present)
        IS DISTINCT FROM (i.kind, i.parent_id, i.name, i.account_state, true)
      UNION ALL
      SELECT l.node_id, l.kind, l.parent_id, l.name, l.account_state, false FROM last l
      WHERE l.is_present AND NOT EXISTS (SELECT FROM incoming i WHERE i.node_id = l.node_id)
    ), written AS (
      INSERT INTO node_history (tenant_id, organization_id, node_id, day, crawl_id, kind, parent_id, name,
        account_state, is_present)
      SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, node_id, ${day}::date, ${crawlId}::uuid, kind,
        parent_id, name, account_state, is_present FROM changed
      ON CONFLICT (tenant_id, organization_id, node_id, day) DO UPDATE SET crawl_id = excluded.crawl_id,
        kind = excluded.kind, parent_id = excluded.parent_id, name = excluded.name,
        account_state = excluded.account_state, is_present = excluded.is_present
      RETURNING 1
    )
    SELECT count(*)::int AS count FROM written`;
  return written?.count ?? 0;
}
