import type { ObjectiveParameters } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** What the next decision of an organisation's coverage starts from. */
export type CoverageBasis = {
  /** Set by the tenant. */
  readonly parameters: ObjectiveParameters;
  /** The request that the decision answers; null where nobody asked. */
  readonly requestedAt: Date | null;
  readonly currentCrawlId: string | null;
  /** The crawl that was decided last. */
  readonly decidedCrawlId: string | null;
};

/** Null where this tenant has no such organisation. */
export async function readCoverageBasis(tx: TenantTransaction, organizationId: string): Promise<CoverageBasis | null> {
  const [row] = await rows(tx)<CoverageBasis>`
    SELECT coalesce(p.parameters, '{}') AS parameters, q.requested_at AS "requestedAt",
      o.current_crawl_id::text AS "currentCrawlId", s.crawl_id::text AS "decidedCrawlId"
    FROM organizations o LEFT JOIN objective_parameters p ON p.organization_id = o.organization_id
      LEFT JOIN coverage_requests q ON q.organization_id = o.organization_id
      LEFT JOIN coverage_states s ON s.organization_id = o.organization_id
    WHERE o.organization_id = ${organizationId}`;
  return row ?? null;
}
