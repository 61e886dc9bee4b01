import { folded, type Pattern, type Token } from "./pattern.ts";

const known = new WeakMap<Pattern, WeakMap<Pattern, boolean>>();

/** Pairs of places that cost as much as one step of an automaton. */
const pairsPerStep = 8;

/** Whether some text matches both patterns: exact, and kept. Walks pairs of places: O(length x length). */
export function canMeet(left: Pattern, right: Pattern, budget?: { steps: number }): boolean {
  const ofLeft = known.get(left) ?? new WeakMap<Pattern, boolean>();
  known.set(left, ofLeft);
  const answer = ofLeft.get(right);
  if (answer !== undefined) return answer;
  const doEndsAgree = endsAgree(left, right);
  if (doEndsAgree && budget !== undefined) budget.steps -= (left.tokens.length * right.tokens.length) / pairsPerStep;
  const made = doEndsAgree && walkPairs(left, right);
  ofLeft.set(right, made);
  return made;
}

/** What both say before their first and behind their last wildcards; tells most pairs apart. */
function endsAgree(left: Pattern, right: Pattern): boolean {
  const folds = left.ignoresCase || right.ignoresCase;
  const shorter = Math.min(left.tokens.length, right.tokens.length);
  for (const isFromEnd of [false, true]) {
    for (let at = 0; at < shorter; at += 1) {
      const one = left.tokens[isFromEnd ? left.tokens.length - 1 - at : at];
      const other = right.tokens[isFromEnd ? right.tokens.length - 1 - at : at];
      if (one?.kind !== "character" || other?.kind !== "character") break;
      if (one.character !== other.character && !(folds && sameFolded(one.character, other.character))) return false;
    }
  }
  return true;
}

function sameFolded(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Row by row over the places of the left one; a place holds where a text leads to it on both sides. */
function walkPairs(left: Pattern, right: Pattern): boolean {
  const width = right.tokens.length + 1;
  let row = new Uint8Array(width);
  row[0] = 1;
  for (let at = 0; at <= left.tokens.length; at += 1) {
    const token = left.tokens[at];
    const next = new Uint8Array(width);
    for (let place = 0; place < width; place += 1) {
      if (row[place] !== 1) continue;
      const other = right.tokens[place];
      // A run may be empty, or take what the other side names.
      if (other?.kind === "run") row[place + 1] = 1;
      if (token?.kind === "run") next[place] = 1;
      if (token === undefined || other === undefined || !share(left, token, right, other)) continue;
      if (token.kind === "run") row[place + 1] = 1;
      else if (other.kind === "run") next[place] = 1;
      else next[place + 1] = 1;
    }
    if (at === left.tokens.length) return row[width - 1] === 1;
    row = next;
  }
  return false;
}

/** Whether one character fits both places. */
function share(left: Pattern, one: Token, right: Pattern, other: Token): boolean {
  if (one.kind === "character" && other.kind === "character") {
    return (
      folded(one.character, left) === folded(other.character, left) ||
      folded(one.character, right) === folded(other.character, right)
    );
  }
  if (one.kind === "character") return other.kind !== "character" && (other.crossesColons || one.character !== ":");
  return other.kind !== "character" || one.crossesColons || other.character !== ":";
}
