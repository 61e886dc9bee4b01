import { splitOperator } from "../condition-operator.ts";
import { isEveryResource } from "../match-pattern.ts";
import type { PolicyCondition, PolicyStatement } from "../policy-document.ts";
import type { Clause } from "../values/clause.ts";
import { conditionClause } from "../values/condition-clause.ts";
import { globPattern, type Pattern } from "../values/pattern.ts";
import { expandText, type VariableValues } from "../values/policy-text.ts";
import type { ReadStatement } from "./decision-input.ts";
import { keyFacts } from "./keys.ts";

/** One thing that a statement asks of a request; `condition` is its index, null for the resource. */
export type StatementPart = { readonly key: string; readonly clause: Clause; readonly condition: number | null };

/** A statement as clauses that must all hold. `doubt`: part of it cannot be said of any request, and why. */
export type StatementParts = {
  readonly parts: readonly StatementPart[];
  readonly doubt: Doubt | null;
};

export type Doubt = { readonly code: "policy-unreadable" | "variable-unbound"; readonly detail: string };

/** Keys that anybody's path fills with exactly one value, so that an operator for one value means what it says. */
const oneInEffect: ReadonlySet<string> = new Set(["aws:principalorgpaths", "aws:resourceorgpaths"]);

/** What variables a reading asked for, and what they stood for. */
type Reading = {
  readonly asked: readonly (readonly [key: string, value: ReturnType<VariableValues>])[];
  readonly parts: StatementParts;
};

/** Of one statement: variables such as the account's id have as many values as there are accounts. */
const mostReadings = 64;

/** Reads statements into clauses, each once; equal conditions give the same clause. */
export class PartsReader {
  private readonly readings = new WeakMap<PolicyStatement, Reading[]>();
  private readonly clauses = new Map<string, Clause>();

  /** `resource` is the name of the pseudo-key. A statement is read once for all requests that fill it in alike. */
  read(placed: ReadStatement, resource: string, valueOf: VariableValues): StatementParts {
    const known = this.readings.get(placed.statement) ?? [];
    const same = known.find(({ asked }) => asked.every(([key, value]) => valueOf(key) === value));
    if (same !== undefined) return same.parts;
    const asked = new Map<string, ReturnType<VariableValues>>();
    const parts = this.make(placed, resource, (key) => {
      const value = valueOf(key);
      asked.set(key, value);
      return value;
    });
    if (known.length >= mostReadings) known.length = 0;
    known.push({ asked: [...asked], parts });
    this.readings.set(placed.statement, known);
    return parts;
  }

  /** Forgets everything once it has grown too large. */
  trim(most: number): void {
    if (this.clauses.size > most) this.clauses.clear();
  }

  /** The same object for equal clauses, so that what was found out about one holds for all. */
  intern(clause: Clause): Clause {
    const text = JSON.stringify(clause, clauseText);
    const known = this.clauses.get(text);
    if (known !== undefined) return known;
    this.clauses.set(text, clause);
    return clause;
  }

  private make(placed: ReadStatement, resource: string, valueOf: VariableValues): StatementParts {
    const { statement, version } = placed;
    const parts: StatementPart[] = [];
    let doubt: StatementParts["doubt"] = doubtOf(statement);
    const named = resourceClause(placed, resource, valueOf);
    if (typeof named === "string") doubt = { code: "variable-unbound", detail: named };
    else if (named !== null) parts.push({ key: resource, clause: this.intern(named), condition: null });
    statement.conditions.forEach((condition, at) => {
      const reading = conditionClause(condition, version, valueOf);
      if (reading.status === "read" && !isOddForSet(condition)) {
        parts.push({ key: reading.clause.key, clause: this.intern(reading.clause), condition: at });
      } else if (reading.status === "unreadable" && reading.why === "variable") {
        doubt = { code: "variable-unbound", detail: reading.detail };
      } else {
        doubt = { code: "policy-unreadable", detail: `Condition.${condition.operator}` };
      }
    });
    return { parts, doubt };
  }
}

/** Principals are no element of an SCP and always `*` in an RCP: whoever names others cannot be read. */
function doubtOf({ principals, notPrincipals }: PolicyStatement): StatementParts["doubt"] {
  if (notPrincipals !== null || principals?.some(({ value }) => value !== "*")) {
    return { code: "policy-unreadable", detail: "Principal" };
  }
  return null;
}

/** An operator for one value on a key of several: AWS does not say what it compares. */
function isOddForSet({ operator, key }: PolicyCondition): boolean {
  const lower = key.toLowerCase();
  const { set, name } = splitOperator(operator);
  return set === null && name !== "null" && keyFacts(lower)?.hasSeveralValues === true && !oneInEffect.has(lower);
}

/** The key of a variable that varies, as text; null where the statement is about every resource. */
function resourceClause({ statement, version }: ReadStatement, key: string, valueOf: VariableValues) {
  const { resources, notResources } = statement;
  const texts = resources ?? notResources;
  if (texts === null || resources?.some(isEveryResource)) return null;
  const patterns: Pattern[] = [];
  for (const text of texts) {
    const expanded = expandText(text, version, valueOf);
    if (expanded.kind === "varies") return expanded.key;
    if (expanded.kind === "pieces") patterns.push(globPattern(expanded.pieces));
  }
  const present = { quantifier: "one", test: { kind: "text", patterns }, isNegated: resources === null } as const;
  return { key, absent: false, present } satisfies Clause;
}

function clauseText(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
