import { type CoverageReason, type CoverageVerdict, verdictsWorstFirst, type WayOutKind } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** One account of a cell of the matrix. */
export type CoveredAccount = {
  readonly accountId: string;
  readonly name: string;
  readonly parentId: string;
  readonly accountState: string;
  readonly verdict: CoverageVerdict;
  readonly reason: CoverageReason | null;
  /** Kind of its worst way out; null where nobody gets through. */
  readonly wayOut: WayOutKind | null;
  readonly waysOut: number;
};

export type CoveredAccounts = {
  readonly accounts: readonly CoveredAccount[];
  /** The `after` of the next page; null on the last one. */
  readonly next: string | null;
};

export type CoveredAccountsWhere = {
  readonly organizationId: string;
  readonly objectiveId: string;
  /** Only accounts below this node, or the account itself. */
  readonly nodeId?: string | null;
  readonly verdict?: CoverageVerdict | null;
  /** The last account of the page before. */
  readonly after?: string | null;
  readonly limit: number;
};

/**
 * Accounts that count in a cell, worst first, then by name; one that is not active where it is asked for itself. One
 * statement. Empty for what this tenant does not have, and after an account that is not in the list any more. Rows are
 * looked up by their keys (`OFFSET 0`): nobody may have analysed the tables since the first crawl.
 */
export async function readCoverageOfAccounts(
  tx: TenantTransaction,
  where: CoveredAccountsWhere,
): Promise<CoveredAccounts> {
  const { organizationId, objectiveId } = where;
  const limit = Math.min(Math.max(Math.trunc(where.limit), 1), 1_000);
  const nodeId = where.nodeId ?? null;
  const verdict = where.verdict ?? null;
  const after = where.after ?? null;
  const found = await rows(tx)<CoveredAccount>`
    WITH RECURSIVE every_unit AS MATERIALIZED (
      SELECT node_id, parent_id FROM organization_nodes
      WHERE organization_id = ${organizationId} AND kind <> 'account'
    ), units AS (
      SELECT node_id FROM every_unit WHERE node_id = ${nodeId}::text
      UNION
      SELECT n.node_id FROM every_unit n JOIN units u ON n.parent_id = u.node_id
    ), accounts AS (
      SELECT node_id, name, parent_id, account_state FROM organization_nodes
      WHERE organization_id = ${organizationId} AND kind = 'account' AND (node_id = ${nodeId}::text
        OR (account_state = 'ACTIVE'
          AND (${nodeId}::text IS NULL OR parent_id = ANY(ARRAY(SELECT node_id FROM units)))))
    ), covered AS (
      SELECT a.*, c.verdict, c.outcome_key, array_position(${verdictsWorstFirst}::text[], c.verdict) AS rank
      FROM accounts a
        CROSS JOIN LATERAL (
          SELECT class_key FROM coverage_nodes
          WHERE organization_id = ${organizationId} AND node_id = a.node_id OFFSET 0
        ) v
        CROSS JOIN LATERAL (
          SELECT verdicts ->> ${objectiveId} AS verdict, outcome_keys ->> ${objectiveId} AS outcome_key
          FROM coverage_classes WHERE organization_id = ${organizationId} AND class_key = v.class_key OFFSET 0
        ) c
      WHERE c.verdict IS NOT NULL AND (${verdict}::text IS NULL OR c.verdict = ${verdict}::text)
    ), page AS (
      SELECT * FROM covered
      WHERE ${after}::text IS NULL
        OR (rank, name, node_id) > (SELECT rank, name, node_id FROM covered WHERE node_id = ${after}::text)
      ORDER BY rank, name, node_id LIMIT ${limit + 1}::int
    )
    SELECT p.node_id AS "accountId", p.name, p.parent_id AS "parentId", p.account_state AS "accountState", p.verdict,
      nullif(o.outcome -> 'reason', 'null') AS reason, o.outcome -> 'waysOut' -> 0 ->> 'kind' AS "wayOut",
      (coalesce(jsonb_array_length(o.outcome -> 'waysOut'), 0) + coalesce((o.outcome ->> 'waysOutLeftOff')::int, 0))
        AS "waysOut"
    FROM page p
      LEFT JOIN LATERAL (
        SELECT outcome FROM coverage_outcomes
        WHERE organization_id = ${organizationId} AND outcome_key = p.outcome_key OFFSET 0
      ) o ON true
    ORDER BY p.rank, p.name, p.node_id`;
  const accounts = found.slice(0, limit);
  return { accounts, next: found.length > limit ? (accounts.at(-1)?.accountId ?? null) : null };
}
