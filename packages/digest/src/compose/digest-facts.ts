import type { DigestChange, DigestNode, DigestSource } from "@sekinin/db";
import {
  type AccountMoves,
  addControlSums,
  addMoves,
  addSums,
  type ControlSums,
  type DomainSum,
  emptySums,
  explainChange,
  type FindingFlow,
  overallSum,
  type PostureSums,
  type ScorePart,
  totalCauses,
  totalFlow,
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
  readonly moves: Readonly<Record<keyof AccountMoves, number>>;
  /** Nothing weighed in the score, and no finding or account has another state than before. */
  readonly isQuiet: boolean;
  /** Rows of the small heatmap, the lowest score first; `hidden` more have no room. */
  readonly rows: readonly DigestNode[];
  readonly hidden: number;
  readonly todo: readonly WorthDoing[];
};

const mostRows = 12;
const mostTodo = 3;

export function digestFacts(source: DigestSource): DigestFacts {
  const sums = source.roots.reduce((total, node) => addSums(total, node.sums), emptySums());
  const controls = source.roots.reduce<ControlSums>((total, node) => addControlSums(total, node.controls), {});
  const overall = overallSum(sums);
  const below = source.roots.length === 1 ? source.children : source.roots;
  const rows = below.filter(({ sums }) => overallSum(sums).total > 0).sort(lowestFirst);
  const changes = source.changes ?? [];
  const change = source.changes === null ? null : scoreChange(overall, changes);
  const flows = totalFlow(changes);
  const moves = addMoves(...changes.map((one) => one.moves));
  return {
    sums,
    overall,
    accounts: source.roots.reduce((total, { accounts }) => total + accounts, 0),
    change,
    flows,
    moves: countMoves(moves),
    isQuiet: [...Object.values(flows), change?.parts.length ?? 0, Object.keys(moves).length].every((n) => n === 0),
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
  const causes = totalCauses(changes);
  const before = Object.values(causes).reduce(
    (rest, { met, known, total }) => ({ met: rest.met - met, known: rest.known - known, total: rest.total - total }),
    { met: after.met, known: after.known, total: after.total },
  );
  if (before.known <= 0 || after.known <= 0) return null;
  return {
    score: after.met / after.known - before.met / before.known,
    knownShare: after.known / after.total - before.known / before.total,
    parts: explainChange(before, after, causes),
  };
}

function countMoves(moves: AccountMoves): DigestFacts["moves"] {
  const count = (kind: keyof AccountMoves) => moves[kind]?.count ?? 0;
  return {
    joined: count("joined"),
    left: count("left"),
    movedIn: count("movedIn"),
    movedOut: count("movedOut"),
    lostSight: count("lostSight"),
    seenAgain: count("seenAgain"),
  };
}
