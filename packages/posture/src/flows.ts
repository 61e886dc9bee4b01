import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import type { AccountMoves, FindingFlow, FindingFlows } from "./changes.ts";

/** Nothing happened in the life of any finding. */
export const emptyFlow: FindingFlow = {
  opened: 0,
  reopened: 0,
  mended: 0,
  gone: 0,
  unread: 0,
  readAgain: 0,
  frozen: 0,
};

/** Events by domain from single ones. */
export function countFlows(
  events: Iterable<{ readonly domain: ResponsibilityDomain; readonly flow: keyof FindingFlow }>,
): FindingFlows {
  const flows: Partial<Record<ResponsibilityDomain, FindingFlow>> = {};
  for (const { domain, flow } of events) {
    const counted = flows[domain] ?? emptyFlow;
    flows[domain] = { ...counted, [flow]: counted[flow] + 1 };
  }
  return flows;
}

/** Events of several rows together; a domain without any stays absent. */
export function addFlows(...all: readonly FindingFlows[]): FindingFlows {
  const flows: Partial<Record<ResponsibilityDomain, FindingFlow>> = {};
  for (const domain of responsibilityDomains) {
    const parts = all.flatMap((one) => one[domain] ?? []);
    if (parts.length > 0) flows[domain] = parts.reduce(addFlow);
  }
  return flows;
}

function addFlow(left: FindingFlow, right: FindingFlow): FindingFlow {
  return {
    opened: left.opened + right.opened,
    reopened: left.reopened + right.reopened,
    mended: left.mended + right.mended,
    gone: left.gone + right.gone,
    unread: left.unread + right.unread,
    readAgain: left.readAgain + right.readAgain,
    frozen: left.frozen + right.frozen,
  };
}

/** Most accounts that a row names of each move. */
export const mostNamed = 50;

const moveKinds = [
  "joined",
  "left",
  "movedIn",
  "movedOut",
  "lostSight",
  "seenAgain",
] as const satisfies readonly (keyof AccountMoves)[];

/** Moves of several rows together: counts add up, and at most `mostNamed` ids are kept of each. */
export function addMoves(...all: readonly AccountMoves[]): AccountMoves {
  const moves: Partial<Record<keyof AccountMoves, { count: number; accountIds: readonly string[] }>> = {};
  for (const kind of moveKinds) {
    const parts = all.flatMap((one) => one[kind] ?? []);
    if (parts.length === 0) continue;
    moves[kind] = {
      count: parts.reduce((sum, { count }) => sum + count, 0),
      accountIds: parts.flatMap(({ accountIds }) => accountIds).slice(0, mostNamed),
    };
  }
  return moves;
}
