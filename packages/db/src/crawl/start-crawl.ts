import { Failure } from "@sekinin/config";
import { execute, rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { CrawlTrigger } from "./crawl.ts";

/**
 * Starts a crawl with its organisation's step, or names the one that runs: never two of a connection at once.
 * Throws `not-found`, `connection.not-ready` (no role yet, or a file's and no import) or `connection.unsafe`.
 */
export async function startCrawl(
  tx: TenantTransaction,
  input: {
    readonly connectionId: string;
    readonly trigger: CrawlTrigger;
    /** When it was asked for; the database's clock where it is left out. */
    readonly at?: Date;
  },
): Promise<{ readonly id: string } | { readonly running: string }> {
  if (!isUuid(input.connectionId)) throw new Failure("not-found");
  const [connection] = await rows(tx)<{
    state: string;
    source: string;
    arn: string | null;
    organizationId: string | null;
  }>`
    SELECT state, source, management_role_arn AS arn, organization_id AS "organizationId"
    FROM connections WHERE id = ${input.connectionId}::uuid FOR NO KEY UPDATE`;
  if (connection === undefined) throw new Failure("not-found");
  if (connection.state === "unsafe") throw new Failure("connection.unsafe");
  const isReady = connection.source === "file" ? input.trigger === "import" : connection.arn !== null;
  if (!isReady) throw new Failure("connection.not-ready");
  const [running] = await rows(tx)<{ id: string }>`
    SELECT id::text FROM crawls WHERE connection_id = ${input.connectionId}::uuid AND state = 'running'`;
  if (running !== undefined) return { running: running.id };
  const [crawl] = await rows(tx)<{ id: string }>`
    INSERT INTO crawls (tenant_id, id, connection_id, organization_id, trigger, requested_at)
    VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${input.connectionId}::uuid,
      ${connection.organizationId}, ${input.trigger}, coalesce(${input.at ?? null}::timestamptz, clock_timestamp()))
    RETURNING id::text`;
  if (crawl === undefined) throw new Failure("internal");
  await execute(tx)`
    INSERT INTO crawl_steps (tenant_id, id, crawl_id, kind)
    VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${crawl.id}::uuid, 'organization')`;
  return { id: crawl.id };
}
