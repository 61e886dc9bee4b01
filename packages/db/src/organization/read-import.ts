import type { TenantTransaction } from "../transaction.ts";
import { listOrganizationPages } from "./list-organization-pages.ts";
import { filePage } from "./start-import.ts";

/** The text that `startImport` kept for this crawl; null where there is none, or the crawl is complete. */
export async function readImport(tx: TenantTransaction, crawlId: string): Promise<string | null> {
  const [page] = await listOrganizationPages(tx, crawlId, filePage.list);
  const { text } = (page?.body ?? {}) as { readonly text?: unknown };
  return typeof text === "string" ? text : null;
}
