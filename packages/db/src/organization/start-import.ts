import { Failure } from "@sekinin/config";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { newExternalId } from "../connection/create-connection.ts";
import { startCrawl } from "../crawl/start-crawl.ts";
import { rows } from "../sql.ts";
import { typedText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { storeOrganizationPage } from "./store-organization-page.ts";

/** The list under which a crawl's step finds the file. */
export const filePage = { list: "file", sequence: 0 } as const;

/**
 * Starts a crawl that reads an organisation from a file's text: it becomes the tenant's organisation without AWS, or
 * replaces what an earlier file said of it. Check the text before: a text that is no organisation fails the crawl, as
 * does an organisation that this tenant reads from AWS. Throws `input.invalid`.
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

/** The tenant's connection for files of this organisation, made where there is none: one, however many ask at once. */
async function fileConnection(tx: TenantTransaction, organizationId: string): Promise<string> {
  const [made] = await rows(tx)<{ id: string }>`
    INSERT INTO connections (tenant_id, id, member_role_name, external_id, source, state, organization_id)
    VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), 'none', ${newExternalId()}, 'file', 'ready',
      ${organizationId})
    ON CONFLICT (tenant_id, organization_id) WHERE source = 'file' DO UPDATE SET state = 'ready'
    RETURNING id::text`;
  if (made === undefined) throw new Failure("internal");
  return made.id;
}
