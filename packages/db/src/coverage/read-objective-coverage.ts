import { type ObjectiveOutcome, verdictsWorstFirst } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Active accounts that share one outcome of the objective. */
export type ObjectiveCoverageRow = {
  readonly outcome: ObjectiveOutcome;
  readonly accounts: number;
  /** Up to five of them, by id. */
  readonly sample: readonly { readonly accountId: string; readonly name: string }[];
};

export type ObjectiveCoverage = {
  /** Worst first, then by how many accounts; at most 200. */
  readonly rows: readonly ObjectiveCoverageRow[];
  readonly leftOff: number;
};

const mostRows = 200;

/** Empty for what this tenant does not have, or what was not decided. One statement; rows are looked up by their keys (`OFFSET 0`). */
export async function readObjectiveCoverage(
  tx: TenantTransaction,
  organizationId: string,
  objectiveId: string,
): Promise<ObjectiveCoverage> {
  const found = await rows(tx)<ObjectiveCoverageRow & { readonly total: number }>`
    WITH shared AS (
      SELECT c.outcome_keys ->> ${objectiveId} AS outcome_key, c.verdicts ->> ${objectiveId} AS verdict,
        count(*)::int AS accounts, (array_agg(v.node_id ORDER BY v.node_id))[1:5] AS sample
      FROM organization_nodes a
        CROSS JOIN LATERAL (
          SELECT node_id, class_key FROM coverage_nodes
          WHERE organization_id = ${organizationId} AND node_id = a.node_id OFFSET 0
        ) v
        CROSS JOIN LATERAL (
          SELECT outcome_keys, verdicts FROM coverage_classes
          WHERE organization_id = ${organizationId} AND class_key = v.class_key OFFSET 0
        ) c
      WHERE a.organization_id = ${organizationId} AND a.kind = 'account' AND a.account_state = 'ACTIVE'
        AND c.outcome_keys ->> ${objectiveId} IS NOT NULL
      GROUP BY 1, 2
    ), listed AS (
      SELECT s.*, array_position(${verdictsWorstFirst}::text[], s.verdict) AS rank, count(*) OVER ()::int AS total FROM shared s
      ORDER BY rank, accounts DESC, outcome_key LIMIT ${mostRows}::int
    )
    SELECT o.outcome, l.accounts, l.total, (
        SELECT coalesce(jsonb_agg(jsonb_build_object('accountId', n.node_id, 'name', n.name) ORDER BY n.node_id), '[]')
        FROM organization_nodes n WHERE n.organization_id = ${organizationId} AND n.node_id = ANY(l.sample)
      ) AS sample
    FROM listed l
      CROSS JOIN LATERAL (
        SELECT outcome FROM coverage_outcomes
        WHERE organization_id = ${organizationId} AND outcome_key = l.outcome_key OFFSET 0
      ) o
    ORDER BY l.rank, l.accounts DESC, l.outcome_key`;
  return {
    rows: found.map(({ outcome, accounts, sample }) => ({ outcome, accounts, sample })),
    leftOff: Math.max(0, (found[0]?.total ?? 0) - found.length),
  };
}
