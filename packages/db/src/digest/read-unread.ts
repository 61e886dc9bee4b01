import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { DigestSource } from "./digest-source.ts";

/** Accounts that could not be entered, by reason and by the node at which it is said who answers for them. */
export type UnreadRow = {
  readonly code: string;
  /** The account's OU, or itself where something is assigned there. */
  readonly place: string;
  readonly accounts: number;
};

/** Of the accounts at these nodes and below. One statement. */
export function readUnread(
  tx: TenantTransaction,
  organizationId: string,
  nodeIds: readonly string[],
): Promise<UnreadRow[]> {
  return rows(tx)<UnreadRow>`
    WITH RECURSIVE below AS (
      SELECT node_id, parent_id FROM organization_nodes
      WHERE organization_id = ${organizationId} AND node_id = ANY(${nodeIds}::text[])
      UNION
      SELECT n.node_id, n.parent_id FROM below JOIN organization_nodes n
        ON n.organization_id = ${organizationId} AND n.parent_id = below.node_id
    )
    SELECT coalesce(s.reason->>'code', 'unknown') AS code, count(*)::int AS accounts,
      CASE WHEN EXISTS (SELECT FROM assignments a
                        WHERE a.organization_id = ${organizationId} AND a.node_id = below.node_id)
        THEN below.node_id ELSE below.parent_id END AS place
    FROM below JOIN account_states s ON s.organization_id = ${organizationId} AND s.account_id = below.node_id
    WHERE s.status = 'unknown' GROUP BY 1, 3 ORDER BY 1, 3`;
}

/** By reason alone, the most accounts first. */
export function unreadByCode(found: readonly UnreadRow[]): DigestSource["unread"] {
  const accounts = new Map<string, number>();
  for (const row of found) accounts.set(row.code, (accounts.get(row.code) ?? 0) + row.accounts);
  return [...accounts]
    .map(([code, count]) => ({ code, accounts: count }))
    .sort((left, right) => right.accounts - left.accounts || (left.code < right.code ? -1 : 1));
}
