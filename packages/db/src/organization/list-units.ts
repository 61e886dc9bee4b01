import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** The root or an OU of the tree that pages show. */
export type Unit = {
  readonly nodeId: string;
  readonly kind: "root" | "organizational-unit";
  /** Null for the root. */
  readonly parentId: string | null;
  readonly name: string;
  readonly depth: number;
  /** Accounts below it that count. */
  readonly accounts: number;
};

/** Root and OUs, each below its parent, siblings by name; empty before the first complete crawl. */
export async function listUnits(tx: TenantTransaction, organizationId: string): Promise<Unit[]> {
  const found = await rows(tx)<Unit>`
    SELECT node_id AS "nodeId", kind, nullif(parent_id, '') AS "parentId", name, depth, accounts
    FROM organization_nodes WHERE organization_id = ${organizationId} AND kind <> 'account' ORDER BY name, node_id`;
  return inTreeOrder(found);
}

/** Each unit below its parent, siblings as they come. */
export function inTreeOrder(found: readonly Unit[]): Unit[] {
  const children = new Map<string | null, Unit[]>();
  for (const unit of found) children.set(unit.parentId, [...(children.get(unit.parentId) ?? []), unit]);
  const ordered: Unit[] = [];
  const walk = (parentId: string | null) => {
    for (const unit of children.get(parentId) ?? []) {
      ordered.push(unit);
      walk(unit.nodeId);
    }
  };
  walk(null);
  return ordered;
}
