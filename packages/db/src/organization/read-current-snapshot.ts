import type { OrganizationReading } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { readSnapshot } from "./read-snapshot.ts";

/** The organisation as the crawl that pages show has seen it. */
export type CurrentSnapshot = {
  readonly crawlId: string;
  readonly observedAt: Date;
  readonly reading: OrganizationReading;
};

/** Null where this tenant has no such organisation, or no crawl of it was complete yet. */
export async function readCurrentSnapshot(
  tx: TenantTransaction,
  organizationId: string,
): Promise<CurrentSnapshot | null> {
  const [current] = await rows(tx)<{ crawlId: string | null }>`
    SELECT current_crawl_id::text AS "crawlId" FROM organizations WHERE organization_id = ${organizationId}`;
  if (current === undefined || current.crawlId === null) return null;
  const snapshot = await readSnapshot(tx, current.crawlId);
  if (snapshot === null || snapshot.organizationId !== organizationId) return null;
  // A crawl stores `OrganizationReading` with what it has read beside it; that is left out here.
  const { crawled: _, ...reading } = snapshot.document as OrganizationReading & { readonly crawled?: unknown };
  return { crawlId: current.crawlId, observedAt: snapshot.observedAt, reading };
}
