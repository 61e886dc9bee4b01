import type { WitnessRequest } from "../coverage/coverage.ts";
import type { ResourceShape } from "../objectives/atom.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { Clause } from "../values/clause.ts";
import { arnPattern, globPattern, type Pattern, written } from "../values/pattern.ts";
import { StateCatalogue } from "./key-space.ts";
import { among, none } from "./principal-cases.ts";
import { PartsReader } from "./statement-parts.ts";

/** Stands in an atom's texts for the account decided upon. */
export const accountMark = "{account}";

/** Of one shape. */
const mostAccounts = 1_024;
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

  /** What conditions of atoms ask for, where it is the same for every account and caller. */
  readonly plainClauses = new WeakMap<PolicyCondition, Clause>();

  private readonly shapes = new WeakMap<ResourceShape, Map<string, readonly Clause[]>>();

  /**
   * What a resource shape asks of the resource; the same clauses each time. `owner` is the account whose resources the
   * question is about, null where they may be anybody's: it stands for a `*` in the account's place of an ARN.
   */
  clausesOf(shape: ResourceShape, account: string, owner: string | null): readonly Clause[] {
    const known = this.shapes.get(shape) ?? new Map<string, readonly Clause[]>();
    this.shapes.set(shape, known);
    const name = `${account} ${owner ?? ""}`;
    let clauses = known.get(name);
    if (clauses === undefined) {
      const marked = (text: string) => text.replaceAll(accountMark, account);
      const patterns = shape.patterns.map((text) => resourcePattern(ownedBy(marked(text), owner)));
      const except = shape.except.map((text) => globPattern(written(marked(text))));
      const wanted = [among("one", patterns), ...(except.length === 0 ? [] : [none(except)])];
      clauses = wanted.map((clause) => this.reader.intern(clause));
      if (known.size >= mostAccounts) known.clear();
      known.set(name, clauses);
    }
    return clauses;
  }

  trim(): void {
    this.catalogue.trim(mostStates);
    this.reader.trim(mostClauses);
  }
}

/** An ARN's parts hold no colons but the last one's; what is no ARN is a plain pattern. */
function resourcePattern(text: string): Pattern {
  return arnPattern(written(text)) ?? globPattern(written(text));
}

function ownedBy(text: string, owner: string | null): string {
  if (owner === null) return text;
  return text.replace(/^(arn:[^:]*:[^:]*:[^:]*:)\*:/, (_whole, head: string) => `${head}${owner}:`);
}
