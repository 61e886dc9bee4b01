import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Draft } from "./draft.ts";

/** Null where this tenant has no such draft. */
export async function readDraft(tx: TenantTransaction, id: string): Promise<Draft | null> {
  if (!isUuid(id)) return null;
  const [row] = await rows(tx)<Draft>`
    SELECT id::text, organization_id AS "organizationId", name, base_crawl_id::text AS "baseCrawlId", operations, version,
      created_by::text AS "createdBy", updated_by::text AS "updatedBy", created_at AS "createdAt",
      updated_at AS "updatedAt"
    FROM policy_drafts WHERE id = ${id}::uuid`;
  return row ?? null;
}
