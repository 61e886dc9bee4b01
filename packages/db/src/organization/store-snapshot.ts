import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Failure } from "@sekinin/config";
import { execute, rows } from "../sql.ts";
import { isUuid, typedText } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

const compress = promisify(gzip);

export type Snapshot = {
  readonly crawlId: string;
  readonly organizationId: string;
  readonly observedAt: Date;
  /** The `sekinin.organization/1` document with what the crawl adds to it. */
  readonly document: unknown;
  readonly managementAccountId: string;
  readonly partition: string;
  readonly rootId: string;
  readonly featureSet: string;
};

/**
 * Keeps the organisation as this crawl saw it, makes or refreshes the organisation's row, and names it on the crawl
 * and its connection. Call `claimOrganization` before where it was AWS that answered: a file proves nothing and claims
 * nothing. Throws `not-found` for a crawl that is not this tenant's, and `connection.organization-taken` for a file
 * about an organisation that the tenant reads from AWS.
 */
export async function storeSnapshot(tx: TenantTransaction, snapshot: Snapshot): Promise<void> {
  const { crawlId, observedAt } = snapshot;
  if (!isUuid(crawlId)) throw new Failure("not-found");
  const organizationId = typedText("organizationId", snapshot.organizationId, 34);
  const [crawl] = await rows(tx)<{ connectionId: string }>`
    UPDATE crawls SET organization_id = ${organizationId} WHERE id = ${crawlId}::uuid
    RETURNING connection_id::text AS "connectionId"`;
  if (crawl === undefined) throw new Failure("not-found");
  const body = new Uint8Array(await compress(JSON.stringify(snapshot.document)));
  await execute(tx)`
    INSERT INTO organization_snapshots (tenant_id, crawl_id, organization_id, observed_at, body)
    VALUES (current_setting('app.tenant_id')::uuid, ${crawlId}::uuid, ${organizationId},
      ${observedAt}::timestamptz, ${body})
    ON CONFLICT (tenant_id, crawl_id) DO UPDATE SET observed_at = excluded.observed_at, body = excluded.body`;
  const placed = await execute(tx)`
    INSERT INTO organizations AS o (tenant_id, organization_id, connection_id, management_account_id, partition,
      root_id, feature_set)
    VALUES (current_setting('app.tenant_id')::uuid, ${organizationId}, ${crawl.connectionId}::uuid,
      ${snapshot.managementAccountId}, ${snapshot.partition},
      ${snapshot.rootId}, ${snapshot.featureSet})
    ON CONFLICT (tenant_id, organization_id) DO UPDATE SET connection_id = excluded.connection_id,
      management_account_id = excluded.management_account_id, partition = excluded.partition,
      root_id = excluded.root_id, feature_set = excluded.feature_set
    WHERE o.connection_id = excluded.connection_id
      OR EXISTS (SELECT FROM connections c WHERE c.id = excluded.connection_id AND c.source = 'aws')
      OR EXISTS (SELECT FROM connections c WHERE c.id = o.connection_id AND c.source = 'file')`;
  if (placed === 0) throw new Failure("connection.organization-taken");
  await execute(tx)`
    UPDATE connections SET organization_id = ${organizationId}
    WHERE id = ${crawl.connectionId}::uuid AND organization_id IS DISTINCT FROM ${organizationId}`;
}
