import type { CoverageVerdict, VerdictCounts } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { countsOfOne } from "./counts-of-one.ts";

/** Accounts by verdict, by objective. */
export type CoverageCounts = Readonly<Record<string, VerdictCounts>>;

type StoredCounts = {
  readonly counts: CoverageCounts;
  readonly verdicts: Readonly<Record<string, CoverageVerdict>> | null;
};

/**
 * How one node stands, without the why: an OU, an account, or with null the whole organisation. Null where this tenant
 * does not have it, or nothing was decided of it. One statement.
 */
export async function readCoverageCounts(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly nodeId: string | null },
): Promise<CoverageCounts | null> {
  const { organizationId, nodeId } = where;
  const [row] = await rows(tx)<StoredCounts>`
    SELECT v.counts, c.verdicts FROM coverage_nodes v
      LEFT JOIN coverage_classes c ON c.organization_id = v.organization_id AND c.class_key = v.class_key
    WHERE v.organization_id = ${organizationId}
      AND (v.node_id = ${nodeId}::text OR (${nodeId}::text IS NULL AND v.kind = 'root'))`;
  if (row === undefined) return null;
  if (row.verdicts === null) return row.counts;
  return Object.fromEntries(Object.entries(row.verdicts).map(([id, verdict]) => [id, countsOfOne(verdict)]));
}
