import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { createConnection } from "../connection/create-connection.ts";
import { startCrawl } from "../crawl/start-crawl.ts";
import { execute, rows } from "../sql.ts";
import { typedText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { storeOrganizationPage } from "./store-organization-page.ts";

/** The list under which a crawl's step finds the file. */
export const filePage = { list: "file", sequence: 0 } as const;

/**
 * Starts a crawl that reads an organisation from a file's text: it becomes the tenant's organisation without AWS, or
 * replaces what an earlier file said of it. Check the text before: a text that is no organisation fails the crawl, as
 * does an organisation that is connected elsewhere. Throws `input.invalid`.
 */
export async function startImport(
  tx: TenantTransaction,
  input: { readonly actor: Actor; readonly organizationId: string; readonly text: string },
): Promise<{ readonly id: string } | { readonly running: string }> {
  const { actor, text } = input;
  const organizationId = typedText("organizationId", input.organizationId, 34);
  const connectionId = await fileConnection(tx, organizationId);
  const started = await startCrawl(tx, { connectionId, trigger: "import" });
  if ("running" in started) return started;
  await storeOrganizationPage(tx, started.id, { ...filePage, body: { text }, nextToken: null });
  const detail = { organizationId, connectionId, crawlId: started.id };
  await recordAuditEvent(tx, { actor, action: "organization.import-started", detail });
  return started;
}

/** The tenant's connection for files of this organisation, made where there is none. */
async function fileConnection(tx: TenantTransaction, organizationId: string): Promise<string> {
  const [known] = await rows(tx)<{ id: string }>`
    SELECT id::text FROM connections WHERE source = 'file' AND organization_id = ${organizationId}
    ORDER BY created_at LIMIT 1`;
  if (known !== undefined) return known.id;
  // No role is ever asked for: the column wants a name.
  const { id } = await createConnection(tx, { memberRoleName: "none" });
  await execute(tx)`
    UPDATE connections SET source = 'file', state = 'ready', organization_id = ${organizationId} WHERE id = ${id}::uuid`;
  return id;
}
