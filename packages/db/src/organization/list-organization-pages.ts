import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { OrganizationPage } from "./organization-page.ts";

/** Pages kept so far, in order; of one list where it is given. */
export async function listOrganizationPages(
  tx: TenantTransaction,
  crawlId: string,
  list: string | null = null,
): Promise<OrganizationPage[]> {
  if (!isUuid(crawlId)) return [];
  const wanted = list === null ? null : list;
  return rows(tx)<OrganizationPage>`
    SELECT list, sequence, body, next_token AS "nextToken" FROM organization_pages
    WHERE crawl_id = ${crawlId}::uuid AND (${wanted}::text IS NULL OR list = ${wanted}::text)
    ORDER BY list, sequence`;
}
