import type { LintProblem, ObjectiveParameters } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** What the stored coverage of an organisation rests on. */
export type CoverageState = {
  /** The crawl whose snapshot was decided. */
  readonly crawlId: string;
  /** The crawl that other pages show; another one where this crawl's coverage could not be decided. */
  readonly currentCrawlId: string | null;
  readonly decidedAt: Date;
  /** The day of the action universe, as it names itself. */
  readonly universeDate: string;
  readonly parameters: ObjectiveParameters;
  readonly problems: readonly LintProblem[];
  /** Parameters changed since, or the last crawl could not decide: a worker is about to decide again. */
  readonly isPending: boolean;
};

/** Null state: nothing was decided yet. Null: this tenant has no such organisation. */
export async function readCoverageState(
  tx: TenantTransaction,
  organizationId: string,
): Promise<{ readonly state: CoverageState | null; readonly isPending: boolean } | null> {
  const [row] = await rows(tx)<Partial<CoverageState> & Pick<CoverageState, "isPending" | "currentCrawlId">>`
    SELECT s.crawl_id::text AS "crawlId", o.current_crawl_id::text AS "currentCrawlId", s.decided_at AS "decidedAt",
      s.universe_date AS "universeDate", s.parameters, s.problems,
      EXISTS (SELECT FROM coverage_requests q WHERE q.organization_id = o.organization_id) AS "isPending"
    FROM organizations o LEFT JOIN coverage_states s ON s.organization_id = o.organization_id
    WHERE o.organization_id = ${organizationId}`;
  if (row === undefined) return null;
  return { state: isDecided(row) ? row : null, isPending: row.isPending };
}

function isDecided(row: Partial<CoverageState>): row is CoverageState {
  return typeof row.crawlId === "string";
}
