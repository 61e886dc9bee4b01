import type { ChangeEffect, OrganizationChange } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** One change that a crawl found, with its effect on coverage. */
export type StoredOrganizationChange = {
  /** For `before`. */
  readonly id: string;
  readonly crawlId: string;
  readonly sequence: number;
  /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
  readonly day: string;
  readonly observedAt: Date;
  readonly change: OrganizationChange;
  /** Null where nobody looked for them: too many changes came before it in the same crawl. */
  readonly effects: readonly ChangeEffect[] | null;
};

export type OrganizationChangesWhere = {
  readonly organizationId: string;
  readonly policyId?: string | null;
  /** Only changes with an effect on this objective. */
  readonly objectiveId?: string | null;
  /** Only changes of this node itself: it was moved, or a policy was attached there. */
  readonly nodeId?: string | null;
  /** The last of the page before. */
  readonly before?: string | null;
  readonly limit: number;
};

/** Newest first; those of one crawl from the last applied to the first. Empty for what this tenant does not have. */
export async function listOrganizationChanges(
  tx: TenantTransaction,
  where: OrganizationChangesWhere,
): Promise<StoredOrganizationChange[]> {
  const limit = Math.min(Math.max(Math.trunc(where.limit), 1), 500);
  const before = where.before === undefined || where.before === null ? null : readId(where.before);
  if (before === "unreadable") return [];
  const { policyId = null, objectiveId = null, nodeId = null } = where;
  return rows(tx)<StoredOrganizationChange>`
    SELECT c.crawl_id::text || '.' || c.sequence AS id, c.crawl_id::text AS "crawlId", c.sequence,
      to_char(c.day, 'YYYY-MM-DD') AS day, c.observed_at AS "observedAt", c.change, c.effects
    FROM organization_changes c
    WHERE c.organization_id = ${where.organizationId}
      AND (${policyId}::text IS NULL OR c.policy_id = ${policyId}::text)
      AND (${nodeId}::text IS NULL OR c.node_id = ${nodeId}::text)
      AND (${objectiveId}::text IS NULL OR EXISTS (
        SELECT FROM jsonb_array_elements(CASE jsonb_typeof(c.effects) WHEN 'array' THEN c.effects ELSE '[]' END) e WHERE e ->> 'objectiveId' = ${objectiveId}::text))
      AND (${before?.crawlId ?? null}::uuid IS NULL OR (c.observed_at, c.crawl_id, c.sequence) < (
        SELECT b.observed_at, b.crawl_id, b.sequence FROM organization_changes b
        WHERE b.organization_id = ${where.organizationId} AND b.crawl_id = ${before?.crawlId ?? null}::uuid
          AND b.sequence = ${before?.sequence ?? null}::int))
    ORDER BY c.observed_at DESC, c.crawl_id DESC, c.sequence DESC LIMIT ${limit}::int`;
}

function readId(id: string): { readonly crawlId: string; readonly sequence: number } | "unreadable" {
  const [, crawlId, sequence] = /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(id) ?? [];
  if (crawlId === undefined || !isUuid(crawlId)) return "unreadable";
  return { crawlId, sequence: Number(sequence) };
}
