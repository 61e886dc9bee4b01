import type { CoverageVerdict, VerdictCounts } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { countsOfOne } from "./counts-of-one.ts";
import { type CoverageState, readCoverageState } from "./coverage-state.ts";

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

/**
 * Null where this tenant has no such organisation. Two statements; nothing is read below closed nodes. Each row is looked
 * up by its key (`OFFSET 0`): right after the first crawl nobody has analysed the tables, and joins would take minutes.
 */
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
    FROM unnest(${[...new Set(["", ...where.parentIds])]}::text[]) AS opened(id)
      CROSS JOIN LATERAL (
        SELECT node_id, kind, parent_id, name, depth, account_state, accounts, child_count FROM organization_nodes
        WHERE organization_id = ${where.organizationId} AND parent_id = opened.id
          AND account_state <> 'LEFT' AND (kind <> 'account' OR ${where.unitsOnly !== true}::boolean) OFFSET 0
      ) n
      LEFT JOIN LATERAL (
        SELECT counts, worst, class_key FROM coverage_nodes
        WHERE organization_id = ${where.organizationId} AND node_id = n.node_id OFFSET 0
      ) v ON true
      LEFT JOIN LATERAL (
        SELECT verdicts FROM coverage_classes
        WHERE organization_id = ${where.organizationId} AND class_key = v.class_key OFFSET 0
      ) c ON true
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
