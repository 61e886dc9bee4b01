import { type Clause, negated } from "../values/clause.ts";
import { type FoundValues, findValues, type KeyDomain, type KeyValues } from "../values/find-value.ts";

/** A clause and where it comes from; the source is the caller's own. */
export type Sourced<Source> = { readonly clause: Clause; readonly source: Source };

/** All of its clauses hold. An obligation is met by one alternative. */
export type Alternative<Source> = readonly Sourced<Source>[];
export type Obligation<Source> = readonly Alternative<Source>[];

export type Problem<Source> = {
  readonly domainOf: (key: string) => KeyDomain;
  /** What every request of the question fulfils. */
  readonly base: readonly Clause[];
  readonly obligations: readonly Obligation<Source>[];
};

/** Requests that meet every obligation: those that fulfil the chosen clauses and the base; and one of them. */
export type Solution<Source> = {
  readonly chosen: readonly Sourced<Source>[];
  readonly values: ReadonlyMap<string, KeyValues>;
};

export type Solved<Source> =
  | { readonly kind: "solved"; readonly solutions: readonly Solution<Source>[]; readonly isComplete: boolean }
  | { readonly kind: "over-budget" };

export type SolveOptions<Source> = {
  /** Nodes of the search, 10,000 without it. */
  readonly mostNodes?: number;
  readonly mostSolutions?: number;
  /** Ends the search with this solution: nothing else is of interest any more. */
  readonly isEnough?: (solution: Solution<Source>) => boolean;
};

/**
 * All ways in which a request can meet every obligation. Depth first, the obligation with the fewest ways first; what
 * holds anyway is never chosen. Keys are independent, so that a conjunction of clauses is decided key by key: exact.
 */
export function solve<Source>(problem: Problem<Source>, options: SolveOptions<Source> = {}): Solved<Source> {
  const search = new Search(problem, options);
  return search.run();
}

type Constraints = ReadonlyMap<string, readonly Clause[]>;

class OverBudget extends Error {}
class Enough extends Error {}

class Search<Source> {
  private readonly problem: Problem<Source>;
  private readonly options: SolveOptions<Source>;
  private readonly found: Solution<Source>[] = [];
  private readonly known = new Map<string, FoundValues>();
  private readonly ids = new Map<Clause, number>();
  private nodes = 0;

  constructor(problem: Problem<Source>, options: SolveOptions<Source>) {
    this.problem = problem;
    this.options = options;
  }

  run(): Solved<Source> {
    try {
      const base = this.add(new Map(), this.problem.base);
      if (base !== null) this.visit(base, this.problem.obligations, []);
      return { kind: "solved", solutions: this.found, isComplete: true };
    } catch (error) {
      if (error instanceof Enough) return { kind: "solved", solutions: this.found, isComplete: false };
      if (error instanceof OverBudget) return { kind: "over-budget" };
      throw error;
    }
  }

  private visit(
    constraints: Constraints,
    obligations: readonly Obligation<Source>[],
    chosen: readonly Sourced<Source>[],
  ): void {
    this.nodes += 1;
    if (this.nodes > (this.options.mostNodes ?? 10_000)) throw new OverBudget();
    let best: readonly Alternative<Source>[] | null = null;
    const open: Obligation<Source>[] = [];
    for (const obligation of obligations) {
      if (obligation.some((alternative) => this.holdsAnyway(constraints, alternative))) continue;
      open.push(obligation);
      const possible = obligation.filter((alternative) => this.add(constraints, clausesOf(alternative)) !== null);
      if (possible.length === 0) return;
      if (best === null || possible.length < best.length) best = possible;
      // Nothing is narrower than one way.
      if (best.length === 1) break;
    }
    if (best === null) return this.keep(constraints, chosen);
    for (const alternative of best) {
      const narrowed = this.add(constraints, clausesOf(alternative));
      if (narrowed === null) continue;
      const news = alternative.filter(({ clause }) => !this.entails(constraints, clause));
      this.visit(narrowed, remaining(obligations, open), [...chosen, ...news]);
    }
  }

  private keep(constraints: Constraints, chosen: readonly Sourced<Source>[]): void {
    const values = new Map<string, KeyValues>();
    for (const [key, clauses] of constraints) {
      const answer = this.find(key, clauses);
      if (answer.kind === "found") values.set(key, answer.values);
    }
    const solution = { chosen, values };
    this.found.push(solution);
    if (this.options.isEnough?.(solution) === true) throw new Enough();
    if (this.found.length >= (this.options.mostSolutions ?? 1_000)) throw new Enough();
  }

  private holdsAnyway(constraints: Constraints, alternative: Alternative<Source>): boolean {
    return alternative.every(({ clause }) => this.entails(constraints, clause));
  }

  /** No request within the constraints breaks the clause. */
  private entails(constraints: Constraints, clause: Clause): boolean {
    const others = constraints.get(clause.key) ?? [];
    return this.find(clause.key, [...others, negated(clause)]).kind === "none";
  }

  /** Null where no request is left. */
  private add(constraints: Constraints, clauses: readonly Clause[]): Constraints | null {
    const narrowed = new Map(constraints);
    for (const clause of clauses) {
      const together = [...(narrowed.get(clause.key) ?? []), clause];
      if (this.find(clause.key, together).kind === "none") return null;
      narrowed.set(clause.key, together);
    }
    return narrowed;
  }

  private find(key: string, clauses: readonly Clause[]): FoundValues {
    const text = `${key}\n${clauses.map((clause) => this.idOf(clause)).join(",")}`;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const answer = findValues(this.problem.domainOf(key), clauses);
    if (answer.kind === "over-budget") throw new OverBudget();
    this.known.set(text, answer);
    return answer;
  }

  /** Clauses are told apart by themselves and by their opposite, which is made anew each time. */
  private idOf(clause: Clause): string {
    const id = this.ids.get(clause) ?? this.ids.size;
    this.ids.set(clause, id);
    return String(id);
  }
}

function clausesOf<Source>(alternative: Alternative<Source>): readonly Clause[] {
  return alternative.map(({ clause }) => clause);
}

/** Obligations that are not met yet: those looked at and open, and those not looked at. */
function remaining<Source>(
  all: readonly Obligation<Source>[],
  open: readonly Obligation<Source>[],
): readonly Obligation<Source>[] {
  const last = open[open.length - 1];
  const at = last === undefined ? all.length : all.indexOf(last);
  return [...open, ...all.slice(at + 1)];
}
