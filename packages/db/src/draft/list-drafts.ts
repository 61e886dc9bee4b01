import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { DraftSummary } from "./draft.ts";

/** Last changed first; at most 200. */
export async function listDrafts(tx: TenantTransaction, organizationId: string): Promise<DraftSummary[]> {
  return rows(tx)<DraftSummary>`
    SELECT id::text, organization_id AS "organizationId", name, base_crawl_id::text AS "baseCrawlId", version,
      jsonb_array_length(operations) AS "operationCount", created_by::text AS "createdBy",
      updated_by::text AS "updatedBy", created_at AS "createdAt", updated_at AS "updatedAt"
    FROM policy_drafts WHERE organization_id = ${organizationId} ORDER BY updated_at DESC, id LIMIT 200`;
}
