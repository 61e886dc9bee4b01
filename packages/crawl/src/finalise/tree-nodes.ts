import { indexParents, type OrganizationReading, pathTo } from "@sekinin/guardrails";

/** One node as pages name it. `depth` is 0 for the root; `parentId` is null for the root only. */
export type TreeNode = {
  readonly id: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly parentId: string | null;
  readonly name: string;
  readonly depth: number;
  /** AWS's State of an account, empty for other nodes. */
  readonly accountState: string;
};

/**
 * The tree of one reading, every account in it exactly once, parents before children. A node whose parent is missing
 * or runs in a circle hangs below the root: its accounts count, and no page loops.
 */
export function treeNodes(reading: OrganizationReading): readonly TreeNode[] {
  const rootId = reading.root.id;
  const parents = indexParents(reading);
  const units = new Set(reading.organizationalUnits.map(({ id }) => id));
  const parentOf = (id: string, parentId: string) => {
    const sound = pathTo(parents, id).broken === null && (parentId === rootId || units.has(parentId));
    return sound ? parentId : rootId;
  };
  const nodes = new Map<string, Omit<TreeNode, "depth">>();
  const add = (node: Omit<TreeNode, "depth">) => {
    if (!nodes.has(node.id)) nodes.set(node.id, node);
  };
  add({ id: rootId, kind: "root", parentId: null, name: reading.root.name ?? "Root", accountState: "" });
  for (const { id, name, parentId } of reading.organizationalUnits) {
    add({ id, kind: "organizational-unit", parentId: parentOf(id, parentId), name, accountState: "" });
  }
  for (const { id, name, parentId, state } of reading.accounts) {
    add({ id, kind: "account", parentId: parentOf(id, parentId), name, accountState: state });
  }
  const depths = new Map<string, number>();
  const depthOf = (node: Omit<TreeNode, "depth">): number => {
    const known = depths.get(node.id);
    if (known !== undefined) return known;
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    const depth = parent === undefined ? 0 : depthOf(parent) + 1;
    depths.set(node.id, depth);
    return depth;
  };
  return [...nodes.values()].map((node) => ({ ...node, depth: depthOf(node) })).sort((a, b) => a.depth - b.depth);
}
