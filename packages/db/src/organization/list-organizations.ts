import { part, rows, type SqlPart } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

export type Organization = {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly managementAccountId: string;
  readonly partition: string;
  readonly rootId: string;
  readonly featureSet: string;
  /** The crawl that pages show; null before the first complete one. */
  readonly currentCrawlId: string | null;
  readonly currentCrawlAt: Date | null;
};

export const organizationColumns: SqlPart = part`organization_id AS "organizationId",
  connection_id::text AS "connectionId", management_account_id AS "managementAccountId", partition,
  root_id AS "rootId", feature_set AS "featureSet", current_crawl_id::text AS "currentCrawlId",
  current_crawl_at AS "currentCrawlAt"`;

/** By id. */
export async function listOrganizations(tx: TenantTransaction): Promise<Organization[]> {
  return rows(tx)<Organization>`
    SELECT ${organizationColumns} FROM organizations ORDER BY organization_id`;
}
