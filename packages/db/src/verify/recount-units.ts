import type { NodePosture, PostureSums } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { compareSums } from "./compare-sums.ts";
import type { Disagreement } from "./disagreement.ts";
import { addTo, zeroSums } from "./sums.ts";

type Node = {
  readonly organizationId: string;
  readonly nodeId: string;
  readonly kind: string;
  readonly parentId: string;
  readonly accounts: number;
  readonly posture: NodePosture;
  readonly rollup: PostureSums | null;
};

/** Every OU and root equals the sum of the accounts below it in the tree that their crawl wrote, and its own rollup. */
export async function recountUnits(tx: TenantTransaction): Promise<Disagreement[]> {
  const organizations = await rows(tx)<{ id: string }>`
    SELECT organization_id AS id FROM organizations WHERE current_crawl_id IS NOT NULL ORDER BY organization_id`;
  const found: Disagreement[] = [];
  for (const { id } of organizations) found.push(...recountTree(await readNodes(tx, id)));
  return found;
}

function readNodes(tx: TenantTransaction, organizationId: string): Promise<Node[]> {
  return rows(tx)<Node>`
    SELECT n.organization_id AS "organizationId", n.node_id AS "nodeId", n.kind, n.parent_id AS "parentId", n.accounts,
      n.posture, r.sums AS rollup
    FROM organization_nodes n LEFT JOIN LATERAL (
      SELECT p.sums FROM posture_rollups p
      WHERE n.kind <> 'account' AND p.organization_id = n.organization_id AND p.node_id = n.node_id
      ORDER BY p.day DESC LIMIT 1
    ) r ON true
    WHERE n.organization_id = ${organizationId} ORDER BY n.depth DESC, n.node_id`;
}

/** `nodes` come deepest first, so every node is complete before its parent is asked. */
function recountTree(nodes: readonly Node[]): Disagreement[] {
  const sums = new Map(nodes.map((node) => [node.nodeId, zeroSums()]));
  const accounts = new Map(nodes.map((node) => [node.nodeId, 0]));
  const found: Disagreement[] = [];
  for (const node of nodes) {
    const own = sums.get(node.nodeId) ?? zeroSums();
    const isAccount = node.kind === "account";
    if (isAccount && node.accounts > 0) addTo(own, node.posture.sums);
    const count = isAccount ? node.accounts : (accounts.get(node.nodeId) ?? 0);
    if (!isAccount) found.push(...compareUnit(node, own, count));
    const parent = sums.get(node.parentId);
    if (parent === undefined) continue;
    addTo(parent, own);
    accounts.set(node.parentId, (accounts.get(node.parentId) ?? 0) + count);
  }
  return found;
}

function compareUnit(node: Node, recounted: PostureSums, accounts: number): Disagreement[] {
  const { organizationId, nodeId } = node;
  const found = compareSums({ kind: "unit-accounts", organizationId, nodeId }, node.posture.sums, recounted);
  if (node.accounts !== accounts) {
    const place = { kind: "unit-accounts", organizationId, nodeId, where: "accounts" } as const;
    found.push({ ...place, stored: node.accounts, recounted: accounts });
  }
  return [
    ...found,
    ...compareSums({ kind: "rollup-unit", organizationId, nodeId }, node.rollup ?? {}, node.posture.sums),
  ];
}
