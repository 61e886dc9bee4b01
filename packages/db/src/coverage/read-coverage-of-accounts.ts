import type { CoverageReason, CoverageVerdict, WayOutKind } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { worstFirst } from "./verdict-order.ts";

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
 * Accounts of a cell, worst first, then by name. One statement. Empty for what this tenant does not have, and after an
 * account that is not in the list any more.
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
    WITH RECURSIVE below AS (
      SELECT node_id FROM organization_nodes WHERE organization_id = ${organizationId} AND node_id = ${nodeId}::text
      UNION
      SELECT n.node_id FROM organization_nodes n JOIN below b ON n.parent_id = b.node_id
      WHERE n.organization_id = ${organizationId}
    ), classes AS (
      SELECT class_key, verdicts ->> ${objectiveId} AS verdict, outcome_keys ->> ${objectiveId} AS outcome_key,
        array_position(${worstFirst}::text[], verdicts ->> ${objectiveId}) AS rank
      FROM coverage_classes WHERE organization_id = ${organizationId} AND verdicts ->> ${objectiveId} IS NOT NULL
        AND (${verdict}::text IS NULL OR verdicts ->> ${objectiveId} = ${verdict}::text)
    ), covered AS (
      SELECT n.node_id, n.name, n.parent_id, n.account_state, c.verdict, c.outcome_key, c.rank
      FROM classes c
        JOIN coverage_nodes v ON v.organization_id = ${organizationId} AND v.class_key = c.class_key
        JOIN organization_nodes n ON n.organization_id = ${organizationId} AND n.node_id = v.node_id
      WHERE ${nodeId}::text IS NULL OR v.node_id IN (SELECT node_id FROM below)
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
      LEFT JOIN coverage_outcomes o ON o.organization_id = ${organizationId} AND o.outcome_key = p.outcome_key
    ORDER BY p.rank, p.name, p.node_id`;
  const accounts = found.slice(0, limit);
  return { accounts, next: found.length > limit ? (accounts.at(-1)?.accountId ?? null) : null };
}
