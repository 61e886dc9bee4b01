import type { StatementReference, WayOutKind, WayOutRequirement } from "../coverage/coverage.ts";
import type { AtomWayOut, PassingRequest } from "./atom-outcome.ts";
import type { DecisionMemo } from "./decision-memo.ts";
import type { LiteralSource } from "./obligations.ts";
import type { AtomQuestion, PreparedCase } from "./prepare-cases.ts";
import { detailOf, referenceOf, requirementOf } from "./requirements.ts";
import type { Literal, Solution, Solved } from "./solve.ts";
import { evaluateFound, keepsCorrelations, requestOf, witnessRequest } from "./witness.ts";

/** More sets than these are not compared by meaning, only by what they name. */
const mostCompared = 32;

/** The solutions of one kind of caller in words, each with a request that the plain evaluator lets through. */
export function waysOutOf(
  question: AtomQuestion,
  prepared: PreparedCase,
  solved: Solved<LiteralSource>,
  memo: DecisionMemo,
): readonly AtomWayOut[] {
  return withoutNarrower(prepared, solved.solutions).map((solution) => {
    const isOpen = solution.exemptions.length === 0;
    const literals = isOpen ? solution.chosen : solution.exemptions;
    // In one order whatever the search chose first, so that the same way is told in the same words everywhere.
    const requirements = distinct(literals.map((literal) => requirementOf(literal, prepared.space))).sort(
      (one, other) => compareTexts(detailOf([one]), detailOf([other])),
    );
    return {
      kind: isOpen ? "open" : worstKind(requirements.map(({ kind }) => kind)),
      requirements: isOpen ? requirements.map((one) => ({ ...one, kind: "open" as const })) : requirements,
      detail: detailOf(requirements),
      statements: statementsOf(solution, prepared),
      witness: question.isBrief === true ? null : witnessOf(question, prepared, solution, memo),
    };
  });
}

/** Several resources of one call may ask for the same. */
function distinct(requirements: readonly WayOutRequirement[]): WayOutRequirement[] {
  return [...new Map(requirements.map((one) => [JSON.stringify(one), one])).values()];
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

const worstFirst: readonly WayOutKind[] = ["open", "state", "route", "named-exemption"];

function worstKind(kinds: readonly WayOutKind[]): WayOutKind {
  return worstFirst.find((kind) => kinds.includes(kind)) ?? "open";
}

/** Leaves out a way whose requirements ask for more than another's: `role/A` beside `role/*`. */
function withoutNarrower(
  { problem, space }: PreparedCase,
  solutions: readonly Solution<LiteralSource>[],
): readonly Solution<LiteralSource>[] {
  if (solutions.length < 2 || solutions.length > mostCompared) return solutions;
  const base = new Map<string, ReturnType<typeof space.rootOf>>();
  for (const [key, clause] of problem.base) base.set(key, (base.get(key) ?? space.rootOf(key)).add(clause));
  const asksAll = (wide: Solution<LiteralSource>, narrow: Solution<LiteralSource>) =>
    wide.exemptions.every(({ key, clause }) => {
      const own = narrow.exemptions.filter((literal) => literal.key === key);
      const start = base.get(key) ?? space.rootOf(key);
      return own.length > 0 && own.reduce((state, literal) => state.add(literal.clause), start).entails(clause);
    });
  return solutions.filter(
    (one, at) =>
      !solutions.some((other, place) => other !== one && asksAll(other, one) && (place < at || !asksAll(one, other))),
  );
}

/** Statements that the way passes by or through: those whose part was chosen, and those that ask for the same. */
function statementsOf(
  { chosen, exemptions }: Solution<LiteralSource>,
  { problem }: PreparedCase,
): readonly StatementReference[] {
  const found = new Map<string, StatementReference>();
  const add = ({ source }: Literal<LiteralSource>) => {
    if (source === null) return;
    const { placed } = source;
    found.set(`${placed.policyId} ${placed.statement.index}`, referenceOf(placed));
  };
  const same = exemptions.length === 0 ? chosen : exemptions;
  same.forEach(add);
  for (const literal of problem.obligations.flat(2)) {
    if (same.some(({ key, clause }) => key === literal.key && clause === literal.clause)) add(literal);
  }
  return [...found.values()];
}

function witnessOf(
  { atom, place, relevant }: AtomQuestion,
  { space }: PreparedCase,
  { states }: Solution<LiteralSource>,
  memo: DecisionMemo,
): PassingRequest | null {
  const found = requestOf(atom.action, states, space, place, atom.resources.length);
  const request = witnessRequest(found, states, place.account.id);
  const outcome = evaluateFound(found, relevant);
  if (outcome === "denied") memo.contradictions.push({ atomId: atom.id, request });
  return outcome === "allowed" ? { request, isChecked: keepsCorrelations(found) } : null;
}
