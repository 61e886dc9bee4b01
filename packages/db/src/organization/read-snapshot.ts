import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

const expand = promisify(gunzip);

/** The document as it was stored; parse it before use. Null where this crawl has none. */
export async function readSnapshot(
  tx: TenantTransaction,
  crawlId: string,
): Promise<{ readonly organizationId: string; readonly observedAt: Date; readonly document: unknown } | null> {
  if (!isUuid(crawlId)) return null;
  const [row] = await rows(tx)<{ organizationId: string; observedAt: Date; body: Uint8Array }>`
    SELECT organization_id AS "organizationId", observed_at AS "observedAt", body
    FROM organization_snapshots WHERE crawl_id = ${crawlId}::uuid`;
  if (row === undefined) return null;
  const text = (await expand(row.body)).toString("utf8");
  return { organizationId: row.organizationId, observedAt: row.observedAt, document: JSON.parse(text) as unknown };
}
