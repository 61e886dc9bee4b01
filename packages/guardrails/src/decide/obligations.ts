import { matchesAction } from "../match-pattern.ts";
import type { PolicyDocument, PolicyStatement } from "../policy-document.ts";
import { type Clause, negated } from "../values/clause.ts";
import { conditionClause } from "../values/condition-clause.ts";
import { globPattern, type Pattern } from "../values/pattern.ts";
import { expandText, type VariableValues } from "../values/policy-text.ts";
import type { Obligation } from "./solve.ts";

/** A statement in force, and where it stands. */
export type PlacedStatement = {
  readonly policyId: string;
  readonly version: PolicyDocument["version"];
  readonly statement: PolicyStatement;
};

/** Which part of a statement a clause speaks of: a condition's index, or the resource. */
export type ClauseSource = {
  readonly policyId: string;
  readonly statement: number;
  readonly part: number | "resource";
};

/** How statements that nobody can read are taken: as if they stopped nothing, or everything. */
export type Doubt = "pessimist" | "optimist";

export type Question = {
  readonly action: string;
  /** Names of the pseudo-keys that hold the resources of the request, one per resource that it is authorised against. */
  readonly resourceKeys: readonly string[];
  readonly valueOf: VariableValues;
  readonly doubt: Doubt;
};

/** What a request must fulfil to get past the levels: one alternative of each obligation. */
export function obligationsOf(
  levels: readonly (readonly PlacedStatement[])[],
  question: Question,
): readonly Obligation<ClauseSource>[] {
  return question.resourceKeys.flatMap((resourceKey) =>
    levels.flatMap((level) => {
      const relevant = level.filter(({ statement }) => concerns(statement, question.action));
      const denies = relevant.filter(({ statement }) => statement.effect === "Deny");
      const allows = relevant.filter(({ statement }) => statement.effect === "Allow");
      return [
        ...denies.map((placed) => escapesOf(placed, resourceKey, question)),
        allows.flatMap((placed) => admissionOf(placed, resourceKey, question)),
      ];
    }),
  );
}

function concerns({ actions, notActions }: PolicyStatement, action: string): boolean {
  if (actions !== null) return actions.some((pattern) => matchesAction(pattern, action));
  return !notActions?.some((pattern) => matchesAction(pattern, action));
}

/** A Deny is avoided by each single part that does not match. */
function escapesOf(placed: PlacedStatement, resourceKey: string, question: Question): Obligation<ClauseSource> {
  const parts = partsOf(placed, resourceKey, question);
  // Nobody can say whether it matches: the pessimist sees a Deny that does nothing, the optimist one that stops.
  if (parts.isDoubtful && question.doubt === "pessimist") return [[]];
  return parts.clauses.map(({ clause, source }) => [{ clause: negated(clause), source }]);
}

/** An Allow admits where all its parts match; none where it cannot be read and the optimist asks. */
function admissionOf(placed: PlacedStatement, resourceKey: string, question: Question): Obligation<ClauseSource> {
  const parts = partsOf(placed, resourceKey, question);
  if (parts.isDoubtful && question.doubt === "optimist") return [];
  return [parts.clauses];
}

type Parts = {
  readonly clauses: readonly { readonly clause: Clause; readonly source: ClauseSource }[];
  readonly isDoubtful: boolean;
};

function partsOf({ policyId, version, statement }: PlacedStatement, resourceKey: string, question: Question): Parts {
  const source = (part: ClauseSource["part"]) => ({ policyId, statement: statement.index, part });
  const clauses: { clause: Clause; source: ClauseSource }[] = [];
  let isDoubtful = false;
  const resource = resourceClause(statement, version, resourceKey, question.valueOf);
  if (resource === "varies") isDoubtful = true;
  else if (resource !== null) clauses.push({ clause: resource, source: source("resource") });
  statement.conditions.forEach((condition, at) => {
    const reading = conditionClause(condition, version, question.valueOf);
    if (reading.status === "read") clauses.push({ clause: reading.clause, source: source(at) });
    else isDoubtful = true;
  });
  return { clauses, isDoubtful };
}

function resourceClause(
  { resources, notResources }: PolicyStatement,
  version: PolicyDocument["version"],
  key: string,
  valueOf: VariableValues,
): Clause | null | "varies" {
  const written = resources ?? notResources;
  if (written === null) return null;
  const patterns: Pattern[] = [];
  for (const text of written) {
    const expanded = expandText(text, version, valueOf);
    if (expanded.kind === "varies") return "varies";
    if (expanded.kind === "pieces") patterns.push(globPattern(expanded.pieces));
  }
  const test = { kind: "text", patterns } as const;
  return { key, absent: false, present: { quantifier: "one", test, isNegated: resources === null } };
}
