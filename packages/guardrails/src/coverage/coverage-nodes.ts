import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import { pathTo } from "../organization-path.ts";
import {
  type Coverage,
  type CoverageNode,
  coverageVerdicts,
  type VerdictCounts,
  verdictsWorstFirst,
} from "./coverage.ts";

/** What stands below one node, objective by objective. */
type Tally = {
  readonly counts: Uint32Array;
  /** Numbers of accounts. */
  readonly worst: Int32Array;
  readonly worstRank: Uint8Array;
};

/**
 * Root and OUs with the counts of the accounts below them; accounts themselves are in the coverage's classes. An
 * account whose way to the root is broken counts where its way leads, and always in the root. Accounts that are not
 * active have their outcomes and count nowhere.
 */
export function coverageNodes(compiled: CompiledOrganization, coverage: Coverage): CoverageNode[] {
  const { root, organizationalUnits } = compiled.reading;
  const { objectives } = coverage;
  const tallies = new Map<string, Tally>();
  for (const id of [root.id, ...organizationalUnits.map((unit) => unit.id)]) tallies.set(id, emptyTally(objectives));
  const accounts: string[] = [];
  for (const { accounts: members, outcomes } of coverage.classes) {
    const verdicts = Uint8Array.from(objectives, (id) => coverageVerdicts.indexOf(outcomes[id]?.verdict ?? "unknown"));
    for (const [parentId, ids] of byParent(compiled, members)) {
      const first = accounts.length;
      accounts.push(...ids);
      for (const nodeId of new Set([root.id, ...pathTo(compiled.parents, parentId).ids])) {
        const tally = tallies.get(nodeId);
        if (tally !== undefined) addTo(tally, verdicts, ids.length, first);
      }
    }
  }
  return [...tallies].map(([nodeId, tally]) => nodeOf(nodeId, tally, objectives, accounts));
}

function emptyTally(objectives: readonly string[]): Tally {
  return {
    counts: new Uint32Array(objectives.length * coverageVerdicts.length),
    worst: new Int32Array(objectives.length).fill(-1),
    worstRank: new Uint8Array(objectives.length).fill(verdictsWorstFirst.length),
  };
}

/**
 * Accounts of one class that count, by the node that they hang on; one that the organisation does not have hangs on
 * nothing.
 */
function byParent(compiled: CompiledOrganization, members: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const accountId of members) {
    if ((compiled.accounts.get(accountId)?.account.state ?? "ACTIVE") !== "ACTIVE") continue;
    const parentId = compiled.parents.get(accountId) ?? "";
    const group = groups.get(parentId);
    if (group === undefined) groups.set(parentId, [accountId]);
    else group.push(accountId);
  }
  return groups;
}

/** Ranks by verdict's number, worst 0. */
const ranks = coverageVerdicts.map((verdict) => verdictsWorstFirst.indexOf(verdict));

function addTo({ counts, worst, worstRank }: Tally, verdicts: Uint8Array, accounts: number, first: number): void {
  verdicts.forEach((verdict, at) => {
    const place = at * coverageVerdicts.length + verdict;
    counts[place] = (counts[place] ?? 0) + accounts;
    const rank = ranks[verdict] ?? verdictsWorstFirst.length;
    if (rank >= (worstRank[at] ?? 0)) return;
    worstRank[at] = rank;
    worst[at] = first;
  });
}

function nodeOf(
  nodeId: string,
  tally: Tally,
  objectives: readonly string[],
  accounts: readonly string[],
): CoverageNode {
  const counts: Record<string, VerdictCounts> = {};
  const worst: Record<string, string> = {};
  objectives.forEach((id, at) => {
    const base = at * coverageVerdicts.length;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = tally.counts.subarray(base, base + coverageVerdicts.length);
    counts[id] = [a, b, c, d, e, f];
    const account = accounts[tally.worst[at] ?? -1];
    if (account !== undefined) worst[id] = account;
  });
  return { nodeId, counts, worst };
}
