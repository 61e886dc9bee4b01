import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { DecidedResource } from "@sekinin/responsibility";
import { execute, rows } from "../sql.ts";
import { canonicalJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountResult } from "./account-result.ts";

const compress = promisify(gzip);

/** Logs that are kept of each account. */
const keptLogs = 3;

/** One line of JSON per decided resource, in order, so that equal results have equal logs. */
function logOf(decided: readonly DecidedResource[]): string {
  return decided
    .map(({ controlId, region, resource, verdict }) => canonicalJson({ controlId, region, resource, verdict }))
    .sort()
    .join("\n");
}

/** Keeps the account's verdicts where they differ from the last ones kept; says how many rows were written. */
export async function keepVerdictLog(tx: TenantTransaction, result: AccountResult): Promise<number> {
  const text = logOf(result.decided);
  const digest = createHash("sha256").update(text).digest();
  const { organizationId, accountId, crawlId, observedAt } = result;
  const [last] = await rows(tx)<{ digest: Uint8Array }>`
    SELECT digest FROM verdict_logs WHERE organization_id = ${organizationId} AND account_id = ${accountId}
    ORDER BY observed_at DESC, crawl_id DESC LIMIT 1`;
  if (last !== undefined && digest.equals(last.digest)) return 0;
  const written = await execute(tx)`
    INSERT INTO verdict_logs (tenant_id, organization_id, account_id, crawl_id, observed_at, digest, body)
    VALUES (current_setting('app.tenant_id')::uuid, ${organizationId}, ${accountId}, ${crawlId}::uuid,
      ${observedAt}::timestamptz, ${new Uint8Array(digest)}, ${new Uint8Array(await compress(text))})
    ON CONFLICT (tenant_id, organization_id, account_id, crawl_id)
    DO UPDATE SET observed_at = excluded.observed_at, digest = excluded.digest, body = excluded.body`;
  const removed = await execute(tx)`
    DELETE FROM verdict_logs WHERE organization_id = ${organizationId} AND account_id = ${accountId}
      AND crawl_id NOT IN (SELECT crawl_id FROM verdict_logs
        WHERE organization_id = ${organizationId} AND account_id = ${accountId}
        ORDER BY crawl_id = ${crawlId}::uuid DESC, observed_at DESC LIMIT ${keptLogs}::int)`;
  return written + removed;
}
