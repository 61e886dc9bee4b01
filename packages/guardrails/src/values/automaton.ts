import { folded, type Pattern, takes } from "./pattern.ts";

/** Too much work for the budget: nobody may conclude anything. Caught where the search starts. */
export class OverBudget extends Error {}

const mostStates = 4_096;

type State = {
  /** Places of the pattern at which a reader may stand, ascending. */
  readonly positions: readonly number[];
  readonly accepts: boolean;
  /** Characters that the pattern names here. */
  readonly expected: readonly string[];
  readonly next: Map<string, number>;
};

/** A reader that has come to a place from which it cannot match any more. */
export const dead = -1;
export const start = 0;

/** A pattern as a deterministic automaton whose states are made when they are first reached. */
export class Automaton {
  private readonly pattern: Pattern;
  private readonly states: State[] = [];
  private readonly ids = new Map<string, number>();

  constructor(pattern: Pattern) {
    this.pattern = pattern;
    this.reach([0]);
  }

  /** The state after one more character. */
  step(state: number, character: string): number {
    const from = this.states[state];
    if (from === undefined) return dead;
    const known = from.next.get(character);
    if (known !== undefined) return known;
    const next: number[] = [];
    for (const position of from.positions) {
      const token = this.pattern.tokens[position];
      if (token !== undefined && takes(this.pattern, token, character)) {
        next.push(token.kind === "run" ? position : position + 1);
      }
    }
    const reached = next.length === 0 ? dead : this.reach(next);
    from.next.set(character, reached);
    return reached;
  }

  accepts(state: number): boolean {
    return this.states[state]?.accepts ?? false;
  }

  expected(state: number): readonly string[] {
    return this.states[state]?.expected ?? [];
  }

  /** A run may be empty, so that its reader stands behind it as well. */
  private reach(positions: readonly number[]): number {
    const { tokens } = this.pattern;
    const reached = new Set<number>();
    for (const position of positions) {
      let at = position;
      while (!reached.has(at)) {
        reached.add(at);
        if (tokens[at]?.kind !== "run") break;
        at += 1;
      }
    }
    const sorted = [...reached].sort((left, right) => left - right);
    const key = sorted.join(",");
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    if (this.states.length >= mostStates) throw new OverBudget();
    const id = this.states.length;
    this.ids.set(key, id);
    this.states.push({
      positions: sorted,
      accepts: sorted[sorted.length - 1] === tokens.length,
      expected: sorted.flatMap((position) => this.named(position)),
      next: new Map(),
    });
    return id;
  }

  private named(position: number): readonly string[] {
    const token = this.pattern.tokens[position];
    if (token?.kind !== "character") return [];
    if (!this.pattern.ignoresCase) return [token.character];
    return [folded(token.character, this.pattern), token.character.toUpperCase()];
  }
}

const automata = new WeakMap<Pattern, Automaton>();

export function automatonOf(pattern: Pattern): Automaton {
  const known = automata.get(pattern);
  if (known !== undefined) return known;
  const made = new Automaton(pattern);
  automata.set(pattern, made);
  return made;
}
