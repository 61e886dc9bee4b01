import { CauseTally, changeOfCauses } from "./cause-tally.ts";
import type { AccountMoves, ChangeCause, ChangeCauses, FindingFlows } from "./changes.ts";
import { addFlows, addMoves } from "./flows.ts";
import { type PostureSums, sumsDifference } from "./sums.ts";
import { indexNodes, type OrganizationNode, upFrom } from "./tree.ts";

/** A tree with the sums of those of its accounts that count. */
export type CountedTree = {
  readonly nodes: readonly OrganizationNode[];
  readonly sums: ReadonlyMap<string, PostureSums>;
};

/** What happened to one node. */
export type NodeChange = {
  readonly causes: ChangeCauses;
  readonly flows: FindingFlows;
  readonly moves: AccountMoves;
};

/**
 * What happened to every OU and root between two trees, from what happened to the accounts (`own`, since the first
 * tree). The causes of each node add up exactly to the change of its sums; a node to which nothing happened is absent.
 * What an account's own causes leave open (a step that failed, rows older than this history) is `joined`, `left` or
 * `resources`.
 */
export function unitChanges(
  before: CountedTree,
  after: CountedTree,
  own: ReadonlyMap<string, NodeChange>,
): ReadonlyMap<string, NodeChange> {
  const oldNodes = indexNodes(before.nodes);
  const newNodes = indexNodes(after.nodes);
  const tallies = new Map<string, UnitTally>();
  const tallyOf = (id: string) => {
    const tally = tallies.get(id) ?? new UnitTally();
    tallies.set(id, tally);
    return tally;
  };
  for (const accountId of new Set([...before.sums.keys(), ...after.sums.keys()])) {
    const from = before.sums.get(accountId);
    const to = after.sums.get(accountId);
    const change = ownChange(accountId, from, to, own.get(accountId));
    const oldPlace = from === undefined ? new Set<string>() : upFrom(oldNodes, accountId);
    const newPlace = to === undefined ? new Set<string>() : upFrom(newNodes, accountId);
    for (const unit of newPlace) {
      if (unit === accountId) continue;
      if (from !== undefined && !oldPlace.has(unit)) tallyOf(unit).move("moved-in", accountId, from);
      if (change !== null) tallyOf(unit).add(change);
    }
    for (const unit of oldPlace) {
      if (unit === accountId || newPlace.has(unit)) continue;
      if (to !== undefined && from !== undefined) tallyOf(unit).move("moved-out", accountId, from);
      else if (change !== null) tallyOf(unit).add(change);
    }
  }
  return new Map([...tallies].map(([id, tally]) => [id, tally.change()]));
}

/** What the account itself adds to the OUs above it; null where nothing happened to it. */
function ownChange(
  accountId: string,
  from: PostureSums | undefined,
  to: PostureSums | undefined,
  own: NodeChange | undefined,
): NodeChange | null {
  const tally = new CauseTally();
  if (own !== undefined) tally.addCauses(own.causes);
  const open = new Map(sumsDifference(from, to));
  for (const [domain, part] of own === undefined ? [] : changeOfCauses(own.causes)) {
    const { met, known, total } = open.get(domain) ?? { met: 0, known: 0, total: 0 };
    open.set(domain, { met: met - part.met, known: known - part.known, total: total - part.total });
  }
  const rest: ChangeCause = from === undefined ? "joined" : to === undefined ? "left" : "resources";
  for (const [domain, part] of open) tally.add(rest, domain, part);
  const causes = tally.causes();
  const moves = ownMoves(accountId, from, to, own?.moves ?? {});
  const flows = own?.flows ?? {};
  const isNothing = [causes, moves, flows].every((part) => Object.keys(part).length === 0);
  return isNothing ? null : { causes, flows, moves };
}

function ownMoves(
  accountId: string,
  from: PostureSums | undefined,
  to: PostureSums | undefined,
  own: AccountMoves,
): AccountMoves {
  const one = { count: 1, accountIds: [accountId] };
  if (from === undefined) return { joined: one };
  if (to === undefined) return { left: one };
  // Lost and seen again by crawls that no finalise counted is nothing.
  const sight = (own.seenAgain?.count ?? 0) - (own.lostSight?.count ?? 0);
  if (sight === 0) return {};
  return sight > 0 ? { seenAgain: one } : { lostSight: one };
}

class UnitTally {
  readonly #causes = new CauseTally();
  #flows: FindingFlows = {};
  #moves: AccountMoves = {};

  add({ causes, flows, moves }: NodeChange): void {
    this.#causes.addCauses(causes);
    this.#flows = addFlows(this.#flows, flows);
    this.#moves = addMoves(this.#moves, moves);
  }

  move(cause: "moved-in" | "moved-out", accountId: string, sums: PostureSums): void {
    this.#causes.addSums(cause, sums, cause === "moved-in" ? 1 : -1);
    const one = { count: 1, accountIds: [accountId] };
    this.#moves = addMoves(this.#moves, cause === "moved-in" ? { movedIn: one } : { movedOut: one });
  }

  change(): NodeChange {
    return { causes: this.#causes.causes(), flows: this.#flows, moves: this.#moves };
  }
}
