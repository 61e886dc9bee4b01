import type { ObjectiveOutcome } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** What was decided of one account. */
export type AccountCoverage = {
  readonly accountId: string;
  readonly name: string;
  readonly accountState: string;
  /** Root first, the account itself last. */
  readonly path: readonly {
    readonly nodeId: string;
    readonly kind: "root" | "organizational-unit" | "account";
    readonly name: string;
  }[];
  readonly crawlId: string;
  readonly decidedAt: Date;
  /** By objective. Statements name no node: accounts of one class share them. */
  readonly outcomes: Readonly<Record<string, ObjectiveOutcome>>;
};

/** Null where this tenant has no such account, or nothing was decided of it yet. One statement. */
export async function readAccountCoverage(
  tx: TenantTransaction,
  organizationId: string,
  accountId: string,
): Promise<AccountCoverage | null> {
  const [row] = await rows(tx)<AccountCoverage>`
    WITH RECURSIVE up AS (
      SELECT node_id, kind, name, parent_id, depth FROM organization_nodes
      WHERE organization_id = ${organizationId} AND node_id = ${accountId}
      UNION
      SELECT n.node_id, n.kind, n.name, n.parent_id, n.depth FROM organization_nodes n JOIN up ON n.node_id = up.parent_id
      WHERE n.organization_id = ${organizationId}
    )
    SELECT a.node_id AS "accountId", a.name, a.account_state AS "accountState", s.crawl_id::text AS "crawlId",
      s.decided_at AS "decidedAt",
      (SELECT jsonb_agg(jsonb_build_object('nodeId', node_id, 'kind', kind, 'name', name) ORDER BY depth) FROM up) AS path,
      (SELECT coalesce(jsonb_object_agg(k.key, o.outcome), '{}') FROM jsonb_each_text(c.outcome_keys) k
        JOIN coverage_outcomes o ON o.organization_id = ${organizationId} AND o.outcome_key = k.value) AS outcomes
    FROM organization_nodes a
      JOIN coverage_nodes v ON v.organization_id = a.organization_id AND v.node_id = a.node_id
      JOIN coverage_classes c ON c.organization_id = v.organization_id AND c.class_key = v.class_key
      JOIN coverage_states s ON s.organization_id = a.organization_id
    WHERE a.organization_id = ${organizationId} AND a.node_id = ${accountId} AND a.kind = 'account'`;
  return row ?? null;
}
