import type { AccountState, FinalisedNode } from "@sekinin/db";
import { emptySums, rollUp } from "@sekinin/posture";
import type { TreeNode } from "./tree-nodes.ts";

/** Every node with its posture. Accounts that are no longer listed hang below the root as `LEFT`, out of all sums. */
export function finalisedNodes(tree: readonly TreeNode[], states: readonly AccountState[]): readonly FinalisedNode[] {
  const byId = new Map(states.map((state) => [state.accountId, state]));
  const root = tree.find(({ kind }) => kind === "root");
  if (root === undefined) throw new Error("a tree has a root");
  const listed = new Set(tree.map(({ id }) => id));
  const departed = states
    .filter(({ accountId }) => !listed.has(accountId))
    .map(
      ({ accountId, name }): TreeNode => ({
        id: accountId,
        kind: "account",
        parentId: root.id,
        name,
        depth: 1,
        accountState: "LEFT",
      }),
    );
  const nodes = [...tree, ...departed];
  const counted = nodes.filter(({ kind, accountState }) => kind === "account" && accountState === "ACTIVE");
  // Listed as active and frozen still: its step failed for good. What it was before it was frozen is not what it is.
  const sumsOf = (state: AccountState | undefined) =>
    state === undefined || state.status === "frozen" ? emptySums() : state.sums;
  const sums = new Map(counted.map(({ id }) => [id, sumsOf(byId.get(id))]));
  const postures = rollUp(nodes, sums);
  const children = new Map<string, number>();
  for (const { parentId } of nodes) {
    if (parentId !== null) children.set(parentId, (children.get(parentId) ?? 0) + 1);
  }
  return nodes.map((node) => {
    const posture = postures.get(node.id);
    if (posture === undefined) throw new Error("every node has a posture");
    return { ...node, accounts: posture.accounts, childCount: children.get(node.id) ?? 0, posture };
  });
}
