import type { VerdictCounts } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { requireDay } from "../trend/trend.ts";

/** Coverage below the root or an OU from `day` on. */
export type CoveragePoint = {
  readonly day: string;
  /** Accounts by verdict, by objective; empty from the day on which the node was gone. */
  readonly counts: Readonly<Record<string, VerdictCounts>>;
};

/**
 * Points between two days, `YYYY-MM-DD`, oldest first; the first is the newest at or before `from`, where there is one.
 * Written on change only. One objective's where it is given. Throws `input.invalid` for what is no day.
 */
export async function readCoverageTrend(
  tx: TenantTransaction,
  range: {
    readonly organizationId: string;
    readonly nodeId: string;
    readonly from: string;
    readonly to: string;
    readonly objectiveId?: string | null;
  },
): Promise<readonly CoveragePoint[]> {
  const { organizationId, nodeId } = range;
  const from = requireDay("from", range.from);
  const to = requireDay("to", range.to);
  const objectiveId = range.objectiveId ?? null;
  return rows(tx)<CoveragePoint>`
    SELECT to_char(r.day, 'YYYY-MM-DD') AS day,
      CASE WHEN ${objectiveId}::text IS NULL THEN r.counts
        ELSE jsonb_strip_nulls(jsonb_build_object(${objectiveId}::text, r.counts -> ${objectiveId}::text)) END AS counts
    FROM coverage_rollups r
    WHERE r.organization_id = ${organizationId} AND r.node_id = ${nodeId} AND r.day <= ${to}::date AND r.day >= coalesce((
      SELECT max(b.day) FROM coverage_rollups b
      WHERE b.organization_id = ${organizationId} AND b.node_id = ${nodeId} AND b.day <= ${from}::date
    ), ${from}::date)
    ORDER BY r.day`;
}
