import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { addControlSums, type ControlSums } from "./control-sums.ts";
import { addSums, cellOf, emptySums, type PostureSums, type WorstAccount } from "./sums.ts";
import { indexNodes, type NodePosture, type OrganizationNode, upFrom } from "./tree.ts";

type Worst = Readonly<Record<ResponsibilityDomain, WorstAccount>>;

/**
 * Posture of every node: an OU sums all accounts below it. Accounts without an entry are frozen and count nowhere;
 * entries without a node are left out. Missing parents and circles end the way up: each node counts an account once.
 * O(accounts x depth).
 */
export function rollUp(
  tree: readonly OrganizationNode[],
  accountPostures: ReadonlyMap<string, PostureSums>,
): ReadonlyMap<string, NodePosture> {
  const nodes = indexNodes(tree);
  const postures = new Map<string, NodePosture>(tree.map(({ id }) => [id, emptyPosture]));
  const counted = new Set<string>();
  for (const { id, kind } of tree) {
    const sums = kind === "account" && !counted.has(id) ? accountPostures.get(id) : undefined;
    if (sums === undefined) continue;
    counted.add(id);
    const own: NodePosture = { sums, accounts: 1, worst: worstOf(id, sums) };
    for (const ancestor of upFrom(nodes, id)) {
      postures.set(ancestor, join(postures.get(ancestor) ?? emptyPosture, own));
    }
  }
  return postures;
}

/** Sums by control of every node, by the rules of `rollUp`. O(accounts x depth x controls). */
export function rollUpControls(
  tree: readonly OrganizationNode[],
  accountControls: ReadonlyMap<string, ControlSums>,
): ReadonlyMap<string, ControlSums> {
  const nodes = indexNodes(tree);
  const sums = new Map<string, ControlSums>(tree.map(({ id }) => [id, {}]));
  const counted = new Set<string>();
  for (const { id, kind } of tree) {
    const own = kind === "account" && !counted.has(id) ? accountControls.get(id) : undefined;
    if (own === undefined) continue;
    counted.add(id);
    for (const ancestor of upFrom(nodes, id)) sums.set(ancestor, addControlSums(sums.get(ancestor) ?? {}, own));
  }
  return sums;
}

const noWorst: Worst = {
  "data-protection": null,
  "identity-access": null,
  network: null,
  application: null,
  "os-patching": null,
  "logging-detection": null,
  "resilience-backup": null,
  governance: null,
};

const emptyPosture: NodePosture = { sums: emptySums(), accounts: 0, worst: noWorst };

function worstOf(accountId: string, sums: PostureSums): Worst {
  const worst = { ...noWorst } as Record<ResponsibilityDomain, WorstAccount>;
  for (const domain of responsibilityDomains) {
    const { score } = cellOf(sums[domain]);
    worst[domain] = score === null ? null : { accountId, score };
  }
  return worst;
}

function join(left: NodePosture, right: NodePosture): NodePosture {
  const worst = { ...left.worst } as Record<ResponsibilityDomain, WorstAccount>;
  for (const domain of responsibilityDomains) worst[domain] = lower(left.worst[domain], right.worst[domain]);
  return { sums: addSums(left.sums, right.sums), accounts: left.accounts + right.accounts, worst };
}

/** Ties go to the lower account id, so that the answer does not hang on the order of accounts. */
function lower(left: WorstAccount, right: WorstAccount): WorstAccount {
  if (left === null || right === null) return left ?? right;
  if (left.score !== right.score) return left.score < right.score ? left : right;
  return left.accountId <= right.accountId ? left : right;
}
