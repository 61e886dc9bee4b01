import { negated } from "../values/clause.ts";
import type { PassingRequest } from "./atom-outcome.ts";
import { correlations } from "./correlations.ts";
import type { ReadStatement } from "./decision-input.ts";
import type { DecisionMemo } from "./decision-memo.ts";
import { resourceKey } from "./key-space.ts";
import { keyFamily } from "./keys.ts";
import type { LiteralSource } from "./obligations.ts";
import { type AtomQuestion, type PreparedCase, prepare, UnreadableAtom } from "./prepare-cases.ts";
import { casesOf, isTelling, type PrincipalCase } from "./principal-cases.ts";
import type { RelevantStatements } from "./relevant-statements.ts";
import { type Literal, type Obligation, solve } from "./solve.ts";
import { evaluateFound, keepsCorrelations, requestOf, witnessRequest } from "./witness.ts";

/** One atom in one place, and two states of what its requests meet there. */
export type DifferenceQuestion = Omit<AtomQuestion, "relevant" | "isBrief"> & {
  /** Gets through these ... */
  readonly passing: RelevantStatements;
  /** ... and not through those. */
  readonly stopping: RelevantStatements;
};

/** Ways to be stopped that are tried for one atom; beyond, `over-budget`. */
const mostTried = 200;

/**
 * A request that gets through one state of the policies and is stopped by the other; null where there is none. Exact as
 * `decideAtom` is: it solves "meets every obligation of the one, and matches a Deny or misses a level of the other",
 * way by way. Statements that nobody can read are taken neither to stop in the one nor to stop in the other.
 */
export function findDifference(
  question: DifferenceQuestion,
  memo: DecisionMemo,
): PassingRequest | "over-budget" | null {
  memo.trim();
  try {
    return search(question, memo);
  } catch (error) {
    if (error instanceof UnreadableAtom) return "over-budget";
    throw error;
  }
}

function search(question: DifferenceQuestion, memo: DecisionMemo): PassingRequest | "over-budget" | null {
  const asked = { ...question, relevant: question.passing };
  let tried = 0;
  for (const one of casesFor(question, memo)) {
    const [prepared] = prepare(asked, [one], "pessimist", memo);
    if (prepared === undefined) continue;
    for (const stop of waysToBeStopped(question, prepared, memo)) {
      tried += 1;
      if (tried > mostTried) return "over-budget";
      const found = trial(question, prepared, stop, memo);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Kinds of callers one by one where either state asks what tells them apart. */
function casesFor(question: DifferenceQuestion, memo: DecisionMemo): readonly PrincipalCase[] {
  const { principals } = question.atom;
  const isSplit = [question.passing, question.stopping].some((relevant) =>
    prepare({ ...question, relevant }, casesOf(principals, false), "pessimist", memo).some(({ keys }) =>
      [...keys].some((key) => isTelling(keyFamily(key))),
    ),
  );
  return casesOf(principals, isSplit);
}

type Stop = readonly Obligation<LiteralSource>[];

/** Each way in which a request is stopped, as obligations that it meets; none that the passing state excludes anyway. */
function* waysToBeStopped(
  { atom, passing, stopping }: DifferenceQuestion,
  prepared: PreparedCase,
  memo: DecisionMemo,
): Generator<Stop> {
  const avoided = new Set(passing.denies.map(({ statement }) => statement));
  for (let resource = 0; resource < atom.resources.length; resource += 1) {
    const literalsOf = (placed: ReadStatement) => literals(placed, resource, prepared, memo);
    for (const placed of stopping.denies) {
      if (avoided.has(placed.statement)) continue;
      const all = literalsOf(placed);
      if (all !== null) yield all.map((literal) => [[literal]]);
    }
    // Where a policy of the level is unreadable, it may be the Allow that is missing.
    for (const level of stopping.allows) {
      if (passing.allows.some((other) => isSameLevel(level, other))) continue;
      const parts = level.map(literalsOf);
      if (parts.some((all) => all === null)) continue;
      yield parts.map((all) => (all ?? []).map((literal) => [{ ...literal, clause: negated(literal.clause) }]));
    }
  }
}

function isSameLevel(one: readonly ReadStatement[], other: readonly ReadStatement[]): boolean {
  return (
    one.length === other.length && one.every((placed) => other.some((same) => same.statement === placed.statement))
  );
}

/** What a request fulfils that the statement matches; null where nobody can say. */
function literals(
  placed: ReadStatement,
  resource: number,
  { space }: PreparedCase,
  { reader }: DecisionMemo,
): readonly Literal<LiteralSource>[] | null {
  const { parts, doubt } = reader.read(placed, resourceKey, (key) => space.valueOf(key));
  if (doubt !== null || !placed.isCertain) return null;
  return parts.map(({ key, clause, condition }) => ({
    key: space.instanceOf(key, resource),
    clause,
    isExemption: false,
    source: { placed, condition },
  }));
}

function trial(
  { atom, place, passing, stopping }: DifferenceQuestion,
  { problem, keys, space }: PreparedCase,
  stop: Stop,
  memo: DecisionMemo,
): PassingRequest | null {
  const all = new Set([...keys, ...stop.flat(2).map(({ key }) => key.split("\n")[0] ?? key)]);
  const obligations = [...stop, ...problem.obligations, ...correlations(all)];
  const { solutions, status } = solve({ ...problem, obligations });
  const [solution] = solutions;
  if (status === "impossible" || solution === undefined) return null;
  const found = requestOf(atom.action, solution.states, space, place, atom.resources.length);
  const request = witnessRequest(found, solution.states, place.account.id);
  const isShown = evaluateFound(found, passing) !== "denied" && evaluateFound(found, stopping) === "denied";
  if (!isShown) memo.contradictions.push({ atomId: atom.id, request });
  return isShown ? { request, isChecked: keepsCorrelations(found) } : null;
}
