import { Failure } from "@sekinin/config";
import type { ChangeEffect, OrganizationChange } from "@sekinin/guardrails";
import { execute } from "../sql.ts";
import { boundedKey, isUuid, mostIdBytes, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

export type ChangesOfCrawl = {
  readonly organizationId: string;
  /** The crawl that saw them. */
  readonly crawlId: string;
  readonly day: string;
  readonly at: Date;
  /** In the order in which they were applied, each with what it did to coverage; null where nobody looked. */
  readonly changes: readonly {
    readonly change: OrganizationChange;
    readonly effects: readonly ChangeEffect[] | null;
  }[];
};

const rowsAtOnce = 500;

/** Keeps what a crawl found changed; the same crawl again replaces it. Returns how many. Throws `not-found`. */
export async function storeOrganizationChanges(tx: TenantTransaction, input: ChangesOfCrawl): Promise<number> {
  const { organizationId, crawlId } = input;
  if (!isUuid(crawlId)) throw new Failure("not-found");
  await execute(tx)`
    DELETE FROM organization_changes WHERE organization_id = ${organizationId} AND crawl_id = ${crawlId}::uuid`;
  let written = 0;
  for (let from = 0; from < input.changes.length; from += rowsAtOnce) {
    const some = input.changes.slice(from, from + rowsAtOnce);
    written += await execute(tx)`
      INSERT INTO organization_changes (tenant_id, organization_id, crawl_id, sequence, day, observed_at, kind,
        policy_id, node_id, change, effects)
      SELECT current_setting('app.tenant_id')::uuid, o.organization_id, ${crawlId}::uuid, i.sequence, ${input.day}::date,
        ${input.at}::timestamptz, i.kind, i.policy_id, i.node_id, i.change::jsonb, i.effects::jsonb
      FROM organizations o, unnest(${some.map((_, index) => from + index)}::int[],
        ${some.map(({ change }) => change.kind)}::text[], ${some.map(({ change }) => policyOf(change))}::text[],
        ${some.map(({ change }) => nodeOf(change))}::text[], ${some.map(({ change }) => storableJson(change))}::text[],
        ${some.map(({ effects }) => storableJson(effects))}::text[])
        AS i(sequence, kind, policy_id, node_id, change, effects)
      WHERE o.organization_id = ${organizationId}`;
  }
  if (written < input.changes.length) throw new Failure("not-found");
  return written;
}

function policyOf(change: OrganizationChange): string | null {
  return "policyId" in change ? boundedKey(change.policyId) : null;
}

function nodeOf(change: OrganizationChange): string | null {
  if ("nodeId" in change) return boundedKey(change.nodeId, mostIdBytes);
  return "targetId" in change ? boundedKey(change.targetId, mostIdBytes) : null;
}
