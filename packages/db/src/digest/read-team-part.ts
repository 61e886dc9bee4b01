import { type ControlSums, type Party, partyControls, partyOf, pathUp, sumsOfControls } from "@sekinin/posture";
import { controls } from "@sekinin/responsibility";
import { readAssignmentIndex } from "../assignment/read-assignment-index.ts";
import { noTree, readPartyTrees } from "../assignment/read-party-controls.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { DigestNode, DigestSource } from "./digest-source.ts";
import type { UnreadRow } from "./read-unread.ts";

/** What of the whole organisation a team's part is taken from. */
type Whole = Pick<DigestSource, "roots" | "children"> & { readonly unread: readonly UnreadRow[] };

/**
 * The same nodes with the sums of what the team answers for there, and the unread accounts in which it answers for
 * something; OUs in which it has nothing are left out. Two statements.
 */
export async function readTeamPart(
  tx: TenantTransaction,
  { organizationId, teamId }: { readonly organizationId: string; readonly teamId: string | null },
  whole: Whole,
): Promise<Whole> {
  const party = { kind: "team", id: teamId ?? "" } as const;
  const nodeIds = [...whole.roots, ...whole.children].map(({ nodeId }) => nodeId);
  const places = whole.unread.map(({ place }) => place);
  const index = await readAssignmentIndex(tx, organizationId);
  const trees = await readPartyTrees(tx, [organizationId], [...nodeIds, ...places, ...index.keys()]);
  const tree = trees.get(organizationId) ?? noTree;
  const sums = partyControls(tree, index, party, nodeIds);
  const of = (nodeId: string): ControlSums => sums.get(nodeId) ?? {};
  const isTheirs = ({ nodeId }: DigestNode) => Object.keys(of(nodeId)).length > 0;
  const own = ({ nodeId }: DigestNode) => ({ sums: sumsOfControls(of(nodeId)), controls: of(nodeId) });
  // An account that was never entered has no sums: what would be asked of it says whose it is.
  const answersAt = (place: string) => {
    const path = pathUp(tree.parentOf, place);
    return controls.some((control) => isSame(partyOf(index, path, control).party, party));
  };
  return {
    roots: whole.roots.filter(isTheirs).map((root) => ({ ...root, ...own(root) })),
    children: whole.children.filter(isTheirs).map((child) => ({ ...child, sums: own(child).sums })),
    unread: whole.unread.filter(({ place }) => answersAt(place)),
  };
}

function isSame(one: Party, team: Extract<Party, { kind: "team" }>): boolean {
  return one.kind === "team" && one.id === team.id;
}
