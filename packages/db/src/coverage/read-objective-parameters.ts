import type { ObjectiveParameters } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

export type StoredParameters = {
  readonly parameters: ObjectiveParameters;
  /** Id of the user who set them; null where nobody did, or the command line. */
  readonly updatedBy: string | null;
  readonly updatedAt: Date | null;
  /** Coverage waits to be decided again; null where it does not. Names the request that a decision answers. */
  readonly requestedAt: Date | null;
};

/** Values that the tenant set, none where nobody did. Null where this tenant has no such organisation. */
export async function readObjectiveParameters(
  tx: TenantTransaction,
  organizationId: string,
): Promise<StoredParameters | null> {
  const [row] = await rows(tx)<StoredParameters>`
    SELECT coalesce(p.parameters, '{}') AS parameters, p.updated_by::text AS "updatedBy", p.updated_at AS "updatedAt",
      q.requested_at AS "requestedAt"
    FROM organizations o LEFT JOIN objective_parameters p ON p.organization_id = o.organization_id
      LEFT JOIN coverage_requests q ON q.organization_id = o.organization_id
    WHERE o.organization_id = ${organizationId}`;
  return row ?? null;
}
