import type { DigestChange, DigestNode, DigestSource } from "@sekinin/db";
import {
  addControlSums,
  addSums,
  type ChangeCause,
  type ControlSums,
  changeCauses,
  type DomainSum,
  emptySums,
  explainChange,
  type FindingFlow,
  overallSum,
  type PostureSums,
  type ScorePart,
  type WeightChange,
  type WorthDoing,
  worthDoing,
} from "@sekinin/posture";

/** What a digest says, in numbers. */
export type DigestFacts = {
  readonly sums: PostureSums;
  readonly overall: DomainSum;
  readonly accounts: number;
  /** Null where the sums of then are not known: a team's assignments, or nothing was known then or is now. */
  readonly change: { readonly score: number; readonly knownShare: number; readonly parts: readonly ScorePart[] } | null;
  readonly flows: FindingFlow;
  readonly moves: Readonly<Record<"joined" | "left" | "movedIn" | "movedOut" | "lostSight" | "seenAgain", number>>;
  /** Rows of the small heatmap, the lowest score first; `hidden` more have no room. */
  readonly rows: readonly DigestNode[];
  readonly hidden: number;
  readonly todo: readonly WorthDoing[];
};

const mostRows = 12;
const mostTodo = 3;
const noFlow: FindingFlow = { opened: 0, reopened: 0, mended: 0, gone: 0, unread: 0, readAgain: 0, frozen: 0 };

export function digestFacts(source: DigestSource): DigestFacts {
  const sums = source.roots.reduce((total, node) => addSums(total, node.sums), emptySums());
  const controls = source.roots.reduce<ControlSums>((total, node) => addControlSums(total, node.controls), {});
  const overall = overallSum(sums);
  const below = source.roots.length === 1 ? source.children : source.roots;
  const rows = below.filter(({ sums }) => overallSum(sums).total > 0).sort(lowestFirst);
  return {
    sums,
    overall,
    accounts: source.roots.reduce((total, { accounts }) => total + accounts, 0),
    change: source.changes === null ? null : scoreChange(overall, source.changes),
    flows: addFlows(source.changes ?? []),
    moves: addMoves(source.changes ?? []),
    rows: rows.slice(0, mostRows),
    hidden: Math.max(0, rows.length - mostRows),
    todo: worthDoing(controls, mostTodo),
  };
}

/** What nothing is known of comes first: it is no better than the worst. */
function lowestFirst(left: DigestNode, right: DigestNode): number {
  const score = ({ sums }: DigestNode) => {
    const { met, known } = overallSum(sums);
    return known > 0 ? met / known : -1;
  };
  return score(left) - score(right) || (left.nodeId < right.nodeId ? -1 : 1);
}

/**
 * Parts of the change of score by cause; they add up to it. What was before is what is now less all causes, which is
 * exact. Null where there was no score before or is none now.
 */
function scoreChange(after: DomainSum, changes: readonly DigestChange[]): DigestFacts["change"] {
  const byCause = changeCauses.map((cause) => [cause, weightOf(cause, changes)] as const);
  const all = byCause.reduce((total, [, weight]) => addWeights(total, weight), noWeight);
  const before = { met: after.met - all.met, known: after.known - all.known, total: after.total - all.total };
  if (before.known <= 0 || after.known <= 0) return null;
  return {
    score: after.met / after.known - before.met / before.known,
    knownShare: after.known / after.total - before.known / before.total,
    parts: explainChange(before, after, Object.fromEntries(byCause)),
  };
}

const noWeight: WeightChange = { met: 0, known: 0, total: 0 };

function addWeights(left: WeightChange, right: WeightChange): WeightChange {
  return { met: left.met + right.met, known: left.known + right.known, total: left.total + right.total };
}

function weightOf(cause: ChangeCause, changes: readonly DigestChange[]): WeightChange {
  return changes
    .flatMap(({ causes }) => Object.values(causes[cause] ?? {}))
    .reduce((total, weight) => addWeights(total, weight), noWeight);
}

function addFlows(changes: readonly DigestChange[]): FindingFlow {
  return changes
    .flatMap(({ flows }) => Object.values(flows))
    .reduce<FindingFlow>(
      (total, flow) => ({
        opened: total.opened + flow.opened,
        reopened: total.reopened + flow.reopened,
        mended: total.mended + flow.mended,
        gone: total.gone + flow.gone,
        unread: total.unread + flow.unread,
        readAgain: total.readAgain + flow.readAgain,
        frozen: total.frozen + flow.frozen,
      }),
      noFlow,
    );
}

function addMoves(changes: readonly DigestChange[]): DigestFacts["moves"] {
  const count = (kind: keyof DigestFacts["moves"]) =>
    changes.reduce((total, { moves }) => total + (moves[kind]?.count ?? 0), 0);
  return {
    joined: count("joined"),
    left: count("left"),
    movedIn: count("movedIn"),
    movedOut: count("movedOut"),
    lostSight: count("lostSight"),
    seenAgain: count("seenAgain"),
  };
}
