import { type CountedTree, emptySums, indexNodes, type OrganizationNode, upFrom } from "@sekinin/posture";
import type { FinalisedNode } from "./finalised-node.ts";
import type { AccountFacts } from "./read-before.ts";
import type { Rollup } from "./write-rollups.ts";

type Unread = { readonly unreadAccounts: number; readonly oldestReadOn: string | null };

/** The day's rows of all OUs: those of the new tree with what could not be read below, and empty ones of OUs that went. */
export function unitRollups(
  nodes: readonly FinalisedNode[],
  before: CountedTree,
  accounts: ReadonlyMap<string, AccountFacts>,
): readonly Rollup[] {
  const unread = unreadBelow(nodes, accounts);
  const present = nodes.flatMap(({ id, kind, accounts: count, posture }): Rollup[] => {
    if (kind === "account") return [];
    return [{ nodeId: id, kind, accounts: count, sums: posture.sums, worst: posture.worst, ...unread.get(id) }];
  });
  const listed = new Set(nodes.map(({ id }) => id));
  const gone = before.nodes.flatMap(({ id, kind }): Rollup[] => {
    if (kind === "account" || listed.has(id)) return [];
    return [{ nodeId: id, kind, accounts: 0, sums: emptySums(), worst: {} }];
  });
  return [...present, ...gone];
}

function unreadBelow(
  nodes: readonly FinalisedNode[],
  accounts: ReadonlyMap<string, AccountFacts>,
): ReadonlyMap<string, Unread> {
  const byId = indexNodes(nodes satisfies readonly OrganizationNode[]);
  const unread = new Map<string, Unread>();
  for (const { id, kind, accounts: count } of nodes) {
    const account = accounts.get(id);
    // Without a row, or frozen still: the tree says that it is active, and nothing could be written of it.
    if (kind !== "account" || count === 0 || account?.status === "current") continue;
    const lastReadOn = account?.status === "unknown" ? account.lastReadOn : null;
    for (const unit of upFrom(byId, id)) {
      const known = unread.get(unit) ?? { unreadAccounts: 0, oldestReadOn: null };
      const days = [known.oldestReadOn, lastReadOn].filter((day) => day !== null).sort();
      unread.set(unit, { unreadAccounts: known.unreadAccounts + 1, oldestReadOn: days[0] ?? null });
    }
  }
  return unread;
}
