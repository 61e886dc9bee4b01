import type { CoverageVerdict, VerdictCounts } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type CoverageState, readCoverageState } from "./coverage-state.ts";
import { countsOfOne } from "./verdict-order.ts";

/** One line of the matrix. */
export type CoverageMatrixRow = {
  readonly nodeId: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly parentId: string | null;
  readonly name: string;
  readonly depth: number;
  /** AWS's State of an account, empty for other nodes. */
  readonly accountState: string;
  /** Accounts below that count. */
  readonly accounts: number;
  readonly childCount: number;
  /** Accounts by verdict, by objective; empty where the node was not there when coverage was decided. */
  readonly counts: Readonly<Record<string, VerdictCounts>>;
  /** By objective, the account with the worst verdict below. */
  readonly worst: Readonly<Record<string, string>>;
};

export type CoverageMatrix = {
  /** Null before anything was decided; then there are no rows. */
  readonly state: CoverageState | null;
  readonly isPending: boolean;
  /** The root, and the direct children of every opened node, parents before children, OUs before accounts, by name. */
  readonly rows: readonly CoverageMatrixRow[];
};

type StoredRow = CoverageMatrixRow & { readonly verdicts: Readonly<Record<string, CoverageVerdict>> | null };

/** Null where this tenant has no such organisation. Two statements; nothing is read below closed nodes. */
export async function readCoverageMatrix(
  tx: TenantTransaction,
  where: {
    readonly organizationId: string;
    readonly parentIds: readonly string[];
    /** No accounts: an OU may hold thousands. */
    readonly unitsOnly?: boolean;
  },
): Promise<CoverageMatrix | null> {
  const found = await readCoverageState(tx, where.organizationId);
  if (found === null) return null;
  if (found.state === null) return { ...found, rows: [] };
  const stored = await rows(tx)<StoredRow>`
    SELECT n.node_id AS "nodeId", n.kind, nullif(n.parent_id, '') AS "parentId", n.name, n.depth,
      n.account_state AS "accountState", n.accounts, n.child_count AS "childCount",
      coalesce(v.counts, '{}') AS counts, coalesce(v.worst, '{}') AS worst, c.verdicts
    FROM organization_nodes n
      LEFT JOIN coverage_nodes v ON v.organization_id = n.organization_id AND v.node_id = n.node_id
      LEFT JOIN coverage_classes c ON c.organization_id = v.organization_id AND c.class_key = v.class_key
    WHERE n.organization_id = ${where.organizationId} AND n.parent_id = ANY(${["", ...where.parentIds]}::text[])
      AND n.account_state <> 'LEFT' AND (n.kind <> 'account' OR ${where.unitsOnly !== true}::boolean)
    ORDER BY n.depth, n.parent_id, n.kind DESC, n.name, n.node_id`;
  return { ...found, rows: stored.map(asRow) };
}

function asRow({ verdicts, ...row }: StoredRow): CoverageMatrixRow {
  if (verdicts === null) return row;
  const decided = Object.entries(verdicts);
  return {
    ...row,
    counts: Object.fromEntries(decided.map(([objectiveId, verdict]) => [objectiveId, countsOfOne(verdict)])),
    worst: Object.fromEntries(decided.map(([objectiveId]) => [objectiveId, row.nodeId])),
  };
}
