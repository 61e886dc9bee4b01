import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** An OU or account in which a control fails. */
export type FailingNode = {
  readonly nodeId: string;
  readonly kind: "organizational-unit" | "account";
  readonly name: string;
  /** Of the OU above: several OUs may have one name. */
  readonly parentName: string;
  readonly accounts: number;
  readonly failingAccounts: number;
  /** Resources that fail. */
  readonly failed: number;
};

/**
 * Where a control fails most: OUs below the root (or `nodeId`) and accounts, five of each, most resources first. From
 * the sums of the tree, so as of the last complete crawl. One statement over the nodes of one organisation.
 */
export async function listFailingNodes(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly controlId: string; readonly nodeId: string | null },
): Promise<FailingNode[]> {
  const { organizationId, controlId, nodeId } = where;
  return rows(tx)<FailingNode>`
    WITH RECURSIVE below AS (
      SELECT node_id, depth FROM organization_nodes
      WHERE organization_id = ${organizationId}
        AND (node_id = ${nodeId}::text OR (${nodeId}::text IS NULL AND kind = 'root'))
      UNION ALL
      SELECT n.node_id, n.depth FROM below b JOIN organization_nodes n
        ON n.organization_id = ${organizationId} AND n.parent_id = b.node_id AND n.depth > b.depth
    ), failing AS (
      SELECT n.node_id, n.kind, n.name, n.parent_id, n.accounts, n.account_state, n.depth,
        (n.controls -> ${controlId}::text ->> 'failed')::int AS failed,
        (n.controls -> ${controlId}::text ->> 'failingAccounts')::int AS failing_accounts
      FROM below b JOIN organization_nodes n ON n.organization_id = ${organizationId} AND n.node_id = b.node_id
      WHERE n.kind <> 'root' AND n.node_id IS DISTINCT FROM ${nodeId}::text
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY kind ORDER BY failed DESC, depth, name, node_id) AS place
      FROM failing WHERE failed > 0
    )
    SELECT r.node_id AS "nodeId", r.kind, r.name, coalesce(p.name, '') AS "parentName", r.accounts,
      r.failing_accounts AS "failingAccounts", r.failed
    FROM ranked r LEFT JOIN organization_nodes p
      ON p.organization_id = ${organizationId} AND p.node_id = r.parent_id
    WHERE r.place <= 5 ORDER BY r.kind DESC, r.place`;
}
