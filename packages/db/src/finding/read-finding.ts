import type { UnreadReason } from "@sekinin/responsibility";
import type { FindingResolution } from "../account/account.ts";
import type { LifeEvent } from "../account/finding-life.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { accountOfFinding, type FoundFinding, foundColumns } from "./search-findings.ts";

/** One step of a finding's life. */
export type FindingEvent = {
  readonly event: LifeEvent;
  readonly at: Date;
  readonly crawlId: string;
  readonly detail: {
    readonly reason?: string;
    readonly resolution?: FindingResolution;
    readonly unread?: UnreadReason;
  };
};

export type FindingPageRow = FoundFinding & {
  /** From the root down to the account's OU; empty before the first complete crawl. */
  readonly path: readonly { readonly nodeId: string; readonly name: string }[];
  /** When it was last looked at: the account's last step. Null where the account is not known any more. */
  readonly observedAt: Date | null;
  /** Its life, first step first. */
  readonly events: readonly FindingEvent[];
};

/** Null where this tenant has no such finding. Three statements. */
export async function readFinding(tx: TenantTransaction, findingId: string): Promise<FindingPageRow | null> {
  if (!isUuid(findingId)) return null;
  const [finding] = await rows(tx)<FoundFinding & { observedAt: Date | null }>`
    SELECT ${foundColumns}, a.observed_at AS "observedAt" FROM findings f ${accountOfFinding}
    WHERE f.id = ${findingId}::uuid`;
  if (finding === undefined) return null;
  const events = await rows(tx)<FindingEvent>`
    SELECT event, at, crawl_id::text AS "crawlId", detail FROM finding_events
    WHERE finding_id = ${findingId}::uuid ORDER BY at, array_position(ARRAY['frozen', 'opened'], event) DESC NULLS FIRST`;
  const path = await rows(tx)<{ nodeId: string; name: string }>`
    WITH RECURSIVE path AS (
      SELECT node_id, parent_id, name, depth FROM organization_nodes
      WHERE organization_id = ${finding.organizationId} AND node_id = ${finding.accountId}
      UNION ALL
      SELECT n.node_id, n.parent_id, n.name, n.depth FROM path p JOIN organization_nodes n
        ON n.organization_id = ${finding.organizationId} AND n.node_id = p.parent_id AND n.depth < p.depth
    )
    SELECT node_id AS "nodeId", name FROM path ORDER BY depth`;
  return { ...finding, path: path.slice(0, -1), events };
}
