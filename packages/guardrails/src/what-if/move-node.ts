import { type DraftState, isNode, type Refusal } from "./draft-state.ts";

/**
 * OUs nest five deep below the root.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const deepestUnit = 5;

/**
 * Puts an account or an OU with all below it under another parent. AWS itself moves accounts only; an OU is moved by
 * making it anew, which has the same effect on coverage.
 */
export function moveNode(state: DraftState, nodeId: string, parentId: string): readonly Refusal[] {
  if (!state.parents.has(nodeId)) return [{ code: "node-missing", detail: nodeId }];
  const isParent = parentId === state.before.root.id || state.unitIds.has(parentId);
  if (!isNode(state, parentId) || !isParent) return [{ code: "target-missing", detail: parentId }];
  const way = wayUp(state, parentId);
  if (way.includes(nodeId)) return [{ code: "circle", detail: parentId }];
  const isUnit = state.unitIds.has(nodeId);
  // The way up holds the OUs above the node: the root does not count.
  const depth = way.length - 1 + (isUnit ? 1 + unitsBelow(state, nodeId) : 0);
  if (depth > deepestUnit) return [{ code: "too-deep", detail: nodeId }];
  state.parents.set(nodeId, parentId);
  return [];
}

/** The node and everything above it, as far as the parents lead. */
function wayUp({ parents }: DraftState, nodeId: string): readonly string[] {
  const way: string[] = [];
  let at: string | undefined = nodeId;
  while (at !== undefined && !way.includes(at)) {
    way.push(at);
    at = parents.get(at);
  }
  return way;
}

/** Levels of OUs below one. */
function unitsBelow({ parents, unitIds }: DraftState, unitId: string): number {
  const children = new Map<string, string[]>();
  for (const id of unitIds) {
    const parentId = parents.get(id) ?? "";
    children.set(parentId, [...(children.get(parentId) ?? []), id]);
  }
  let depth = 0;
  let level = children.get(unitId) ?? [];
  const seen = new Set<string>([unitId]);
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((id) => (seen.has(id) ? [] : (children.get(id) ?? [])));
    for (const id of level) seen.add(id);
    if (depth > unitIds.size) break;
  }
  return depth;
}
