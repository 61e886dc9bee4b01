import type { OrganizationReading } from "./organization.ts";

/** Parents by id; the root's is null. An id that appears twice keeps its first parent. */
export type ParentIndex = ReadonlyMap<string, string | null>;

/** Ids from the root to the node, both included; `broken` says why the walk did not reach the root. */
export type NodePath = { readonly ids: readonly string[]; readonly broken: "orphan" | "cycle" | "absent" | null };

/** Builds the index once for many paths: O(nodes). */
export function indexParents(
  organization: Pick<OrganizationReading, "root" | "organizationalUnits" | "accounts">,
): ParentIndex {
  const parents = new Map<string, string | null>([[organization.root.id, null]]);
  for (const { id, parentId } of [...organization.organizationalUnits, ...organization.accounts]) {
    if (!parents.has(id)) parents.set(id, parentId);
  }
  return parents;
}

/**
 * The way down to a node. Where a parent is missing or the parents run in a circle, it holds the part nearest to the
 * node and says so; `absent` means that the node itself is not in the organisation.
 */
export function pathTo(parents: ParentIndex, nodeId: string): NodePath {
  if (!parents.has(nodeId)) return { ids: [], broken: "absent" };
  const ids: string[] = [];
  const seen = new Set<string>();
  let at: string | null = nodeId;
  while (at !== null) {
    if (seen.has(at)) return { ids: ids.reverse(), broken: "cycle" };
    const parent = parents.get(at);
    if (parent === undefined) return { ids: ids.reverse(), broken: "orphan" };
    seen.add(at);
    ids.push(at);
    at = parent;
  }
  return { ids: ids.reverse(), broken: null };
}
