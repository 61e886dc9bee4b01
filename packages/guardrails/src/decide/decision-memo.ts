import type { WitnessRequest } from "../coverage/coverage.ts";
import type { ResourceShape } from "../objectives/atom.ts";
import type { Clause } from "../values/clause.ts";
import { globPattern, written } from "../values/pattern.ts";
import { StateCatalogue } from "./key-space.ts";
import { among, none } from "./principal-cases.ts";
import { PartsReader } from "./statement-parts.ts";

/** Stands in an atom's texts for the account decided upon. */
export const accountMark = "{account}";

const mostStates = 200_000;
const mostClauses = 50_000;

/**
 * What decisions of one organisation share, so that nothing is found out twice: readings of statements and what is left
 * of keys. Bounded; answers do not depend on it.
 */
export class DecisionMemo {
  readonly catalogue = new StateCatalogue();
  readonly reader = new PartsReader();
  /** Requests that were found to get through and that the plain evaluator denies: each one is a bug. */
  readonly contradictions: { readonly atomId: string; readonly request: WitnessRequest }[] = [];

  private shapes = new WeakMap<ResourceShape, Map<string, readonly Clause[]>>();

  /** What a resource shape asks of the resource; the same clauses each time. */
  clausesOf(shape: ResourceShape, account: string): readonly Clause[] {
    const known = this.shapes.get(shape) ?? new Map<string, readonly Clause[]>();
    this.shapes.set(shape, known);
    const { patterns, except } = shape;
    const name = [...patterns, ...except].some((text) => text.includes(accountMark)) ? account : "";
    let clauses = known.get(name);
    if (clauses === undefined) {
      const globs = (texts: readonly string[]) =>
        texts.map((text) => globPattern(written(text.replaceAll(accountMark, account))));
      clauses = [among("one", globs(patterns)), ...(except.length === 0 ? [] : [none(globs(except))])].map((clause) =>
        this.reader.intern(clause),
      );
      known.set(name, clauses);
    }
    return clauses;
  }

  trim(): void {
    this.catalogue.trim(mostStates);
    this.reader.trim(mostClauses);
  }
}
