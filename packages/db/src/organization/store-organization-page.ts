import { Failure } from "@sekinin/config";
import { refuseAbsent } from "../refused-rows.ts";
import { execute } from "../sql.ts";
import { boundedKey, isUuid, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { OrganizationPage } from "./organization-page.ts";

/** Keeps a page, so that a killed step goes on after it. The same page again replaces it. Throws `not-found`. */
export async function storeOrganizationPage(
  tx: TenantTransaction,
  crawlId: string,
  page: OrganizationPage,
): Promise<void> {
  if (!isUuid(crawlId)) throw new Failure("not-found");
  await refuseAbsent(
    () => execute(tx)`
    INSERT INTO organization_pages (tenant_id, crawl_id, list, sequence, body, next_token)
    VALUES (current_setting('app.tenant_id')::uuid, ${crawlId}::uuid, ${boundedKey(page.list)},
      ${page.sequence}::int, ${storableJson(page.body)}::jsonb, ${page.nextToken})
    ON CONFLICT (tenant_id, crawl_id, list, sequence)
    DO UPDATE SET body = excluded.body, next_token = excluded.next_token`,
  );
}
