import { type Clause, negated } from "../values/clause.ts";
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
    this.answer ??= findValues(this.domain, this.clauses);
    return this.answer;
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

/** Counts what a tree of states holds, so that whoever keeps it can bound it. */
export type StateCache = { states: number };
