import type { Clause } from "../values/clause.ts";
import type { KeyValues } from "../values/find-value.ts";
import type { KeyState } from "./key-state.ts";

/** One clause on one key, and where it comes from; the source is the caller's own. */
export type Literal<Source> = {
  /** Names a key of the problem; one condition key may stand for several where each resource has its own. */
  readonly key: string;
  readonly clause: Clause;
  /** It asks for something that only some requests or principals can have. */
  readonly isExemption: boolean;
  readonly source: Source;
};

/** All of its literals hold. An obligation is met by one alternative. */
export type Alternative<Source> = readonly Literal<Source>[];
export type Obligation<Source> = readonly Alternative<Source>[];

export type Problem<Source> = {
  /** What a key may hold before anything is asked; the same object each time. */
  readonly rootOf: (key: string) => KeyState;
  /**
   * What a key may hold in the whole question, of which this problem may be a part: an exemption that holds for every
   * request of the part only is one all the same.
   */
  readonly wholeOf: (key: string) => KeyState;
  /** What every request of the question fulfils. */
  readonly base: readonly (readonly [key: string, clause: Clause])[];
  readonly obligations: readonly Obligation<Source>[];
};

/** Requests that get through by these exemptions and whatever else anybody can choose; and one of them. */
export type Solution<Source> = {
  readonly exemptions: readonly Literal<Source>[];
  /** Everything that was chosen, exemptions too. */
  readonly chosen: readonly Literal<Source>[];
  readonly values: ReadonlyMap<string, KeyValues>;
  /** All that was asked of each key of `values`. */
  readonly states: ReadonlyMap<string, KeyState>;
};

export type Solved<Source> = {
  /**
   * Every request that meets all obligations fulfils the exemptions of one of them; no one's exemptions are among
   * another's. The one without exemptions, if there is one, stands alone.
   */
  readonly solutions: readonly Solution<Source>[];
  /**
   * `cut-off`: there may be more solutions, all of them with exemptions. `over-budget`: nobody knows what more there is.
   * `impossible`: no request fulfils the base.
   */
  readonly status: "complete" | "cut-off" | "over-budget" | "impossible";
};

export const mostNodes = 10_000;
/** More ways than anybody reads: those that are left are not told one by one. */
export const mostSolutions = 60;

/**
 * All ways in which a request can meet every obligation, told by the exemptions that they need. Depth first, the
 * obligation with the fewest ways first, what anybody can choose before exemptions. Keys are independent, so that a
 * conjunction of literals is decided key by key: exact.
 */
export function solve<Source>(problem: Problem<Source>, budget: number = mostNodes): Solved<Source> {
  return new Search(problem, budget).run();
}

type Constraints = ReadonlyMap<string, KeyState>;

class OutOfNodes extends Error {}

class Search<Source> {
  private readonly problem: Problem<Source>;
  private solutions: Solution<Source>[] = [];
  private nodes: number;
  private base: Constraints = new Map();
  private readonly whole = new Map<string, KeyState>();
  private isUncertain = false;
  private isOpenOnly = false;
  private readonly budget: number;

  constructor(problem: Problem<Source>, budget: number) {
    this.problem = problem;
    this.budget = budget;
    this.nodes = budget;
  }

  run(): Solved<Source> {
    const base = new Map<string, KeyState>();
    for (const [key, clause] of this.problem.base) {
      const state = (base.get(key) ?? this.problem.rootOf(key)).add(clause);
      if (state.isEmpty) return { solutions: [], status: "impossible" };
      base.set(key, state);
      this.whole.set(key, this.wholeOf(this.whole, key).add(clause));
    }
    this.base = base;
    const root: Branch<Source> = { all: base, exempt: this.whole, chosen: [], exemptions: [] };
    if (this.search(root)) return this.answer("complete");
    // Whether anybody gets through without an exemption is a smaller question, and the one that counts.
    this.isOpenOnly = true;
    this.nodes = this.budget;
    const isAnswered = this.search(root) && this.solutions.length > 0;
    return this.answer(isAnswered ? "cut-off" : "over-budget");
  }

  /** False where it had to stop early. */
  private search(root: Branch<Source>): boolean {
    try {
      this.visit(root, this.problem.obligations);
      return true;
    } catch (error) {
      if (error instanceof OutOfNodes) return false;
      throw error;
    }
  }

  private answer(status: Solved<Source>["status"]): Solved<Source> {
    const isOpen = this.solutions.some(({ exemptions }) => exemptions.length === 0);
    if (isOpen) return { solutions: this.solutions, status: "complete" };
    return { solutions: this.solutions, status: this.isUncertain ? "over-budget" : status };
  }

  private visit(branch: Branch<Source>, obligations: readonly Obligation<Source>[]): void {
    this.nodes -= 1;
    if (this.nodes < 0) throw new OutOfNodes();
    const open: Obligation<Source>[] = [];
    let best: readonly Alternative<Source>[] | null = null;
    for (const obligation of obligations) {
      if (obligation.some((alternative) => this.isFree(branch, alternative))) continue;
      const possible = obligation.filter((alternative) => this.isPossible(branch, alternative));
      if (possible.length === 0) return;
      open.push(obligation);
      if (best === null || weightOf(possible) < weightOf(best)) best = possible;
    }
    if (best === null) return this.keep(branch);
    for (const alternative of [...best].sort((left, right) => exemptionsIn(left) - exemptionsIn(right))) {
      const next = this.choose(branch, alternative);
      if (next !== null && !this.isCovered(next.exemptions)) this.visit(next, open);
    }
  }

  /** It holds anyway, and not because of an exemption that was not asked for before. */
  private isFree({ all, exempt }: Branch<Source>, alternative: Alternative<Source>): boolean {
    return alternative.every(
      ({ key, clause, isExemption }) =>
        this.stateOf(all, key).entails(clause) && (!isExemption || this.wholeOf(exempt, key).entails(clause)),
    );
  }

  private isPossible({ all, exempt }: Branch<Source>, alternative: Alternative<Source>): boolean {
    const needsExemption = ({ key, clause, isExemption }: Literal<Source>) =>
      isExemption && !this.wholeOf(exempt, key).entails(clause);
    if (this.isOpenOnly && alternative.some(needsExemption)) return false;
    const [only, ...others] = alternative;
    if (only === undefined) return true;
    if (others.length === 0) return !this.stateOf(all, only.key).add(only.clause).isEmpty;
    return this.narrow(all, alternative) !== null;
  }

  private stateOf(constraints: Constraints, key: string): KeyState {
    return constraints.get(key) ?? this.problem.rootOf(key);
  }

  private wholeOf(constraints: Constraints, key: string): KeyState {
    return constraints.get(key) ?? this.problem.wholeOf(key);
  }

  private choose(branch: Branch<Source>, alternative: Alternative<Source>): Branch<Source> | null {
    const all = this.narrow(branch.all, alternative);
    if (all === null) return null;
    const news = alternative.filter(
      ({ key, clause, isExemption }) => isExemption && !this.wholeOf(branch.exempt, key).entails(clause),
    );
    const exempt = new Map(branch.exempt);
    for (const { key, clause } of news) exempt.set(key, this.wholeOf(exempt, key).add(clause));
    return {
      all,
      exempt: news.length === 0 ? branch.exempt : exempt,
      chosen: [...branch.chosen, ...alternative.filter((literal) => !this.isGiven(literal))],
      exemptions: [...branch.exemptions, ...news],
    };
  }

  /** It holds for every request of the question. */
  private isGiven({ key, clause, isExemption }: Literal<Source>): boolean {
    return isExemption ? this.wholeOf(this.whole, key).entails(clause) : this.stateOf(this.base, key).entails(clause);
  }

  /** Null where no request is left. */
  private narrow(constraints: Constraints, alternative: Alternative<Source>): Constraints | null {
    const narrowed = new Map(constraints);
    for (const { key, clause } of alternative) {
      const state = (narrowed.get(key) ?? this.problem.rootOf(key)).add(clause);
      if (state.isEmpty) return null;
      narrowed.set(key, state);
    }
    return narrowed;
  }

  private isCovered(exemptions: readonly Literal<Source>[]): boolean {
    return this.solutions.some((solution) => isAmong(solution.exemptions, exemptions));
  }

  private keep({ all, chosen, exemptions }: Branch<Source>): void {
    const values = new Map<string, KeyValues>();
    for (const [key, state] of all) {
      const answer = state.find();
      if (answer.kind !== "found") {
        this.isUncertain = true;
        return;
      }
      values.set(key, answer.values);
    }
    this.solutions = this.solutions.filter((solution) => !isAmong(exemptions, solution.exemptions));
    this.solutions.push({ exemptions, chosen, values, states: all });
    if (this.solutions.length >= mostSolutions && !this.isOpenOnly) throw new OutOfNodes();
  }
}

type Branch<Source> = {
  readonly all: Constraints;
  /** The base and the exemptions alone. */
  readonly exempt: Constraints;
  readonly chosen: readonly Literal<Source>[];
  readonly exemptions: readonly Literal<Source>[];
};

function exemptionsIn(alternative: Alternative<unknown>): number {
  return alternative.reduce((sum, { isExemption }) => sum + (isExemption ? 1 : 0), 0);
}

/** Few ways first; among as many, those that need an exemption last. */
function weightOf(alternatives: readonly Alternative<unknown>[]): number {
  return alternatives.length * 2 + (alternatives.every((one) => exemptionsIn(one) > 0) ? 1 : 0);
}

function isAmong(some: readonly Literal<unknown>[], all: readonly Literal<unknown>[]): boolean {
  return some.every(({ key, clause }) => all.some((other) => other.key === key && other.clause === clause));
}
