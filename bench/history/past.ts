import { addDomainSums, type ChangeCauses, type DomainSum, emptyDomainSum, type PostureSums } from "@sekinin/posture";
import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import type { GeneratedTree } from "./organization.ts";

/** What happened to one account on one day: `turns` more or fewer failures in one domain, each worth `weight`. */
type Turn = {
  readonly account: number;
  readonly domain: ResponsibilityDomain;
  readonly change: DomainSum;
};

/** State of a node after a day, with why it is not what it was the day before. */
export type PastState = {
  readonly nodeId: string;
  readonly kind: "root" | "organizational-unit" | "account";
  /** Days since the first. */
  readonly day: number;
  readonly sums: PostureSums;
  readonly causes: ChangeCauses;
  readonly flows: Readonly<Record<string, unknown>>;
};

const blockWeeks = 4;
/** Failures come in the first two weeks of a block and are mended in the others. */
const turns = [1, 1, -1, -1] as const;

/** A pseudo-random number in [0, 1) that depends on its two arguments alone. */
function noise(a: number, b: number): number {
  return ((Math.imul((a + 1) * 2_654_435_761, (b + 1) * 40_503) >>> 0) % 10_007) / 10_007;
}

/**
 * Every day's changes that lead up to the sums of today, in the order of days: an account changes at most once a week,
 * and its OUs with it, by exactly as much. The first day has every node, without a cause.
 */
export function* pastStates(
  tree: GeneratedTree,
  today: ReadonlyMap<string, PostureSums>,
  days: number,
): Generator<PastState> {
  const parents = new Map(tree.nodes.map(({ id, parentId }) => [id, parentId]));
  const kinds = new Map(tree.nodes.map(({ id, kind }) => [id, kind]));
  const states = new Map(today);
  for (const { id, kind } of tree.nodes) {
    const sums = states.get(id);
    if (sums !== undefined) yield { nodeId: id, kind, day: 0, sums, causes: {}, flows: {} };
  }
  for (let day = 1; day < days; day += 1) {
    const changes = new Map<string, Turn[]>();
    for (const turn of turnsOf(tree, today, day, days)) {
      let at: string | null = tree.accountIds[turn.account] ?? null;
      while (at !== null) {
        const found = changes.get(at);
        if (found === undefined) changes.set(at, [turn]);
        else found.push(turn);
        at = parents.get(at) ?? null;
      }
    }
    for (const [nodeId, of] of changes) {
      const sums = { ...(states.get(nodeId) ?? {}) } as Record<ResponsibilityDomain, DomainSum>;
      for (const { domain, change } of of) sums[domain] = addDomainSums(sums[domain], change);
      states.set(nodeId, sums);
      yield { nodeId, kind: kinds.get(nodeId) ?? "account", day, sums, ...wordsOf(of) };
    }
  }
}

function* turnsOf(
  { accountIds }: GeneratedTree,
  today: ReadonlyMap<string, PostureSums>,
  day: number,
  days: number,
): Generator<Turn> {
  // The first day has no day before it that it could differ from.
  const weeks = Math.floor((days - 1) / 7);
  const blocks = Math.floor(weeks / blockWeeks);
  const week = Math.floor((day - 1) / 7);
  for (let account = (day - 1) % 7; account < accountIds.length; account += 7) {
    const at = week - (account % blockWeeks);
    const block = Math.floor(at / blockWeeks);
    const isWhole = at >= 0 && (block + 1) * blockWeeks + (account % blockWeeks) <= weeks;
    // Fewer accounts change as time goes on, so that trends show a slope.
    if (!isWhole || noise(account, block) > 1 - (0.4 * block) / Math.max(1, blocks)) continue;
    const domain = responsibilityDomains[(account + block) % responsibilityDomains.length];
    const sum = domain === undefined ? undefined : today.get(accountIds[account] ?? "")?.[domain];
    const step = turns[at % blockWeeks] ?? 1;
    if (domain === undefined || sum === undefined || sum.passed < 2 || sum.met < 1) continue;
    // Quarters are exact in the grid of sums, and two of them are never more than there is.
    const met = -step * Math.max(0.25, Math.floor((sum.met / 6) * 4) / 4);
    yield { account, domain, change: { ...emptyDomainSum, met, passed: -step, failed: step } };
  }
}

function wordsOf(of: readonly Turn[]): Pick<PastState, "causes" | "flows"> {
  const causes: Record<string, Record<string, { met: number; known: number; total: number }>> = {};
  const flows: Record<string, Record<string, number>> = {};
  for (const { domain, change } of of) {
    const cause = change.failed > 0 ? "new-findings" : "mended";
    const parts = (causes[cause] ??= {});
    const part = (parts[domain] ??= { met: 0, known: 0, total: 0 });
    part.met += change.met;
    const flow = (flows[domain] ??= { ...noFlow });
    const event = change.failed > 0 ? "opened" : "mended";
    flow[event] = (flow[event] ?? 0) + 1;
  }
  return { causes, flows };
}

const noFlow = { opened: 0, reopened: 0, mended: 0, gone: 0, unread: 0, readAgain: 0, frozen: 0 };
