import { type Clause, negated } from "../values/clause.ts";
import { mostSteps } from "../values/find-text.ts";
import { type FoundValues, findValues, type KeyDomain } from "../values/find-value.ts";

/**
 * What a set of clauses leaves of one key. States form a tree that many decisions share: the same clauses added in the
 * same order lead to the same object, so that each question about values is answered once.
 */
export class KeyState {
  readonly domain: KeyDomain;
  readonly clauses: readonly Clause[];
  private readonly cache: StateCache;
  private readonly next = new Map<Clause, KeyState>();
  private answer: FoundValues | null = null;

  constructor(domain: KeyDomain, clauses: readonly Clause[], cache: StateCache) {
    this.domain = domain;
    this.clauses = clauses;
    this.cache = cache;
    cache.states += 1;
  }

  add(clause: Clause): KeyState {
    const known = this.next.get(clause);
    if (known !== undefined) return known;
    const made = this.clauses.includes(clause)
      ? this
      : new KeyState(this.domain, [...this.clauses, clause], this.cache);
    this.next.set(clause, made);
    return made;
  }

  /** Values with which all clauses hold. */
  find(): FoundValues {
    if (this.answer !== null) return this.answer;
    const most = Math.min(mostSteps, this.cache.steps);
    const budget = { steps: most };
    const answer = findValues(this.domain, this.clauses, budget);
    this.cache.steps -= most - Math.max(0, budget.steps);
    // What a decision could not afford another may.
    if (answer.kind !== "over-budget" || most === mostSteps) this.answer = answer;
    return answer;
  }

  /** Whether no value at all is left. What is over the budget may be possible. */
  get isEmpty(): boolean {
    return this.find().kind === "none";
  }

  /** Whether the clause holds for every value that is left. */
  entails(clause: Clause): boolean {
    return this.clauses.includes(clause) || this.add(negated(clause)).isEmpty;
  }
}

/** What a tree of states holds, and what the present decision may still spend: whoever keeps it bounds both. */
export type StateCache = { states: number; steps: number };
