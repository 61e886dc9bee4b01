import { Failure } from "@sekinin/config";
import { execute } from "../sql.ts";
import { isUuid, storableJson, storableText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { OrganizationPage } from "./organization-page.ts";

/** Keeps a page, so that a killed step goes on after it. The same page again replaces it. */
export async function storeOrganizationPage(
  tx: TenantTransaction,
  crawlId: string,
  page: OrganizationPage,
): Promise<void> {
  if (!isUuid(crawlId)) throw new Failure("not-found");
  const nextToken = page.nextToken === null ? null : storableText(page.nextToken);
  await execute(tx)`
    INSERT INTO organization_pages (tenant_id, crawl_id, list, sequence, body, next_token)
    VALUES (current_setting('app.tenant_id')::uuid, ${crawlId}::uuid, ${storableText(page.list)},
      ${page.sequence}::int, ${storableJson(page.body)}::jsonb, ${nextToken})
    ON CONFLICT (tenant_id, crawl_id, list, sequence)
    DO UPDATE SET body = excluded.body, next_token = excluded.next_token`;
}
