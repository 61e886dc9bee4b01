import type { OrganizationReading } from "../organization.ts";
import { diffPolicies } from "./diff-policies.ts";
import type { OrganizationChange } from "./organization-change.ts";

/**
 * What differs between two readings, in an order in which the changes can be applied one after the other: types, then
 * the tree from the top, then policies (made and attached before others are detached and removed), then what is gone.
 * What one of the two could not read is never told as a change.
 */
export function diffOrganizations(before: OrganizationReading, after: OrganizationReading): OrganizationChange[] {
  const tree = diffTree(before, after);
  const types = diffTypes(before, after);
  const policies = diffPolicies(before, after, {
    isNew: (nodeId) => tree.arrived.has(nodeId),
    isGone: (nodeId) => tree.left.has(nodeId),
    isSwitchedOn: (type) => types.some((change) => change.kind === "type-enabled" && change.type === type),
    isSwitchedOff: (type) => types.some((change) => change.kind === "type-disabled" && change.type === type),
  });
  return [...types, ...tree.arrivals, ...tree.moves, ...policies, ...tree.departures];
}

type TypeChange = Extract<OrganizationChange, { kind: "type-enabled" | "type-disabled" }>;

function diffTypes(before: OrganizationReading, after: OrganizationReading): TypeChange[] {
  const enabled = (reading: OrganizationReading) =>
    new Set(reading.root.policyTypes.filter(({ status }) => status === "ENABLED").map(({ type }) => type));
  const was = enabled(before);
  const is = enabled(after);
  return [
    ...[...is].filter((type) => !was.has(type)).map((type) => ({ kind: "type-enabled" as const, type })),
    ...[...was].filter((type) => !is.has(type)).map((type) => ({ kind: "type-disabled" as const, type })),
  ];
}

type TreeNode = { readonly id: string; readonly name: string; readonly parentId: string; readonly isUnit: boolean };

type TreeDifference = {
  readonly arrived: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
  readonly arrivals: readonly OrganizationChange[];
  readonly moves: readonly OrganizationChange[];
  readonly departures: readonly OrganizationChange[];
};

function diffTree(before: OrganizationReading, after: OrganizationReading): TreeDifference {
  const was = nodesOf(before);
  const is = nodesOf(after);
  const wasUnread = (node: TreeNode) => isListUnread(before, node);
  const isUnread = (node: TreeNode) => isListUnread(after, node);
  const depth = depths(is, after.root.id);
  const byDepth = (one: TreeNode, other: TreeNode) =>
    (depth.get(one.id) ?? 0) - (depth.get(other.id) ?? 0) || compareTexts(one.id, other.id);
  const arrived = [...is.values()].filter((node) => !was.has(node.id) && !wasUnread(node)).sort(byDepth);
  const left = [...was.values()].filter((node) => !is.has(node.id) && !isUnread(node)).sort(byId);
  const moved = [...is.values()].filter((node) => (was.get(node.id) ?? node).parentId !== node.parentId).sort(byDepth);
  return {
    arrived: new Set(arrived.map(({ id }) => id)),
    left: new Set(left.map(({ id }) => id)),
    arrivals: arrived.map((node) => placed(node.isUnit ? "unit-created" : "account-joined", node)),
    // From the top of the later tree: no circle stands between two of them.
    moves: moved.map((node) => ({
      kind: node.isUnit ? ("unit-moved" as const) : ("account-moved" as const),
      nodeId: node.id,
      name: node.name,
      from: was.get(node.id)?.parentId ?? "",
      to: node.parentId,
    })),
    departures: left
      .sort((one, other) => Number(one.isUnit) - Number(other.isUnit) || byId(one, other))
      .map((node) => placed(node.isUnit ? "unit-removed" : "account-left", node)),
  };
}

function placed(
  kind: "account-joined" | "account-left" | "unit-created" | "unit-removed",
  { id, name, parentId }: TreeNode,
): OrganizationChange {
  return { kind, nodeId: id, name, parentId };
}

function nodesOf({ organizationalUnits, accounts }: OrganizationReading): ReadonlyMap<string, TreeNode> {
  const nodes = new Map<string, TreeNode>();
  const add = (isUnit: boolean) => (node: { id: string; name: string; parentId: string }) => {
    if (!nodes.has(node.id)) nodes.set(node.id, { id: node.id, name: node.name, parentId: node.parentId, isUnit });
  };
  organizationalUnits.forEach(add(true));
  accounts.forEach(add(false));
  return nodes;
}

/** An account is listed below its parent, so that it may hide wherever units were not read either. */
function isListUnread({ unread }: OrganizationReading, { isUnit }: TreeNode): boolean {
  return unread.some(({ list }) => list === "organizational-units" || (list === "accounts" && !isUnit));
}

/** Steps down from the root; a node that no way leads to counts as deepest. */
function depths(nodes: ReadonlyMap<string, TreeNode>, rootId: string): ReadonlyMap<string, number> {
  const known = new Map([[rootId, 0]]);
  for (const { id } of nodes.values()) {
    const way: string[] = [];
    let at: string | undefined = id;
    while (at !== undefined && !known.has(at) && way.length <= nodes.size) {
      way.push(at);
      at = nodes.get(at)?.parentId;
    }
    let depth = at === undefined ? nodes.size : (known.get(at) ?? nodes.size);
    for (const step of way.reverse()) {
      depth += 1;
      if (!known.has(step)) known.set(step, depth);
    }
  }
  return known;
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return compareTexts(one.id, other.id);
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
