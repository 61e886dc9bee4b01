import {
  addCauses,
  addFlows,
  addMoves,
  type ControlSums,
  type CountedTree,
  type NodeChange,
  type OrganizationNode,
  type PostureSums,
} from "@sekinin/posture";
import type { AccountStatus } from "../account/account.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** What finalise needs of an account beside its sums. */
export type AccountFacts = {
  readonly accountId: string;
  readonly status: AccountStatus;
  readonly controls: ControlSums;
  /** Day in the tenant's zone on which it was last entered; null: never. */
  readonly lastReadOn: string | null;
};

/** The stored tree: that of the last finalise. Empty before the first. */
export async function readStoredTree(tx: TenantTransaction, organizationId: string): Promise<CountedTree> {
  const nodes = await rows(tx)<OrganizationNode & { readonly sums: PostureSums | null }>`
    SELECT node_id AS id, kind, nullif(parent_id, '') AS "parentId",
      CASE WHEN kind = 'account' AND accounts > 0 THEN posture -> 'sums' END AS sums
    FROM organization_nodes WHERE organization_id = ${organizationId} ORDER BY node_id`;
  const sums = new Map<string, PostureSums>();
  for (const node of nodes) if (node.sums !== null) sums.set(node.id, node.sums);
  return { nodes, sums };
}

export async function readAccountFacts(
  tx: TenantTransaction,
  organizationId: string,
): Promise<ReadonlyMap<string, AccountFacts>> {
  const accounts = await rows(tx)<AccountFacts>`
    SELECT account_id AS "accountId", status, controls,
      (last_read_at AT TIME ZONE (SELECT zone FROM tenants))::date::text AS "lastReadOn"
    FROM account_states WHERE organization_id = ${organizationId}`;
  return new Map(accounts.map((account) => [account.accountId, account]));
}

/** What happened to accounts since the last finalise, also by crawls that came to no end. */
export async function readUncounted(
  tx: TenantTransaction,
  organizationId: string,
): Promise<ReadonlyMap<string, NodeChange>> {
  const changes = await rows(tx)<NodeChange & { readonly nodeId: string }>`
    SELECT node_id AS "nodeId", causes, flows, moves FROM posture_changes
    WHERE organization_id = ${organizationId} AND kind = 'account' AND counted_by IS NULL ORDER BY node_id, crawl_id`;
  const byAccount = new Map<string, NodeChange>();
  for (const { nodeId, causes, flows, moves } of changes) {
    const known = byAccount.get(nodeId);
    byAccount.set(nodeId, {
      causes: known === undefined ? causes : addCauses(known.causes, causes),
      flows: known === undefined ? flows : addFlows(known.flows, flows),
      moves: known === undefined ? moves : addMoves(known.moves, moves),
    });
  }
  return byAccount;
}
