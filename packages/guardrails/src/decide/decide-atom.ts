import type { CoverageReason, StatementReference } from "../coverage/coverage.ts";
import type { AtomOutcome, AtomWayOut } from "./atom-outcome.ts";
import type { DecisionMemo } from "./decision-memo.ts";
import { keyFamily } from "./keys.ts";
import type { DoubtfulStatement, Stance } from "./obligations.ts";
import { type AtomQuestion, type PreparedCase, prepare, UnreadableAtom } from "./prepare-cases.ts";
import { casesOf, isTelling } from "./principal-cases.ts";
import { isUnconditional } from "./relevant-statements.ts";
import { referenceOf } from "./requirements.ts";
import { solve } from "./solve.ts";
import { waysOutOf } from "./ways-out.ts";
import { evaluateFound, requestOf, witnessRequest } from "./witness.ts";

/**
 * Decides over all requests of the atom at once; exact up to correlations between keys that are not known, whose lack
 * can only make the answer weaker. What is over the budget or hangs on something unreadable is `unknown`.
 */
export function decideAtom(question: AtomQuestion, memo: DecisionMemo): AtomOutcome {
  memo.trim();
  try {
    return decide(question, memo);
  } catch (error) {
    if (error instanceof UnreadableAtom) return unknown("parameter-missing", error.message);
    throw error;
  }
}

function decide(question: AtomQuestion, memo: DecisionMemo): AtomOutcome {
  const full = question.relevant.denies.find(({ statement, isCertain }) => isCertain && isUnconditional(statement));
  if (full !== undefined) return stoppedBy(question, [referenceOf(full)], memo);
  const pessimist = run(question, "pessimist", memo);
  if (pessimist.kind === "stopped") return stoppedBy(question, pessimist.by, memo);
  if (pessimist.kind === "unknown") return pessimist;
  const [unreadable] = question.relevant.unreadable;
  if (unreadable !== undefined) return { kind: "unknown", reason: unreadable.reason };
  const [doubtful] = pessimist.doubtful;
  if (doubtful === undefined) return pessimist.outcome;
  const optimist = run(question, "optimist", memo);
  if (optimist.kind !== "passes" || optimist.outcome.kind !== pessimist.outcome.kind) {
    return { kind: "unknown", reason: reasonOf(pessimist.doubtful, doubtful) };
  }
  return optimist.outcome.kind === "open" ? optimist.outcome : pessimist.outcome;
}

type Run =
  | Extract<AtomOutcome, { readonly kind: "unknown" }>
  | { readonly kind: "stopped"; readonly by: readonly StatementReference[] }
  | {
      readonly kind: "passes";
      readonly outcome: Extract<AtomOutcome, { readonly kind: "escapes" | "open" }>;
      readonly doubtful: readonly DoubtfulStatement[];
    };

function run(question: AtomQuestion, stance: Stance, memo: DecisionMemo): Run {
  const { atom } = question;
  let cases = prepare(question, casesOf(atom.principals, false), stance, memo);
  if (cases.some(({ keys }) => [...keys].some((key) => isTelling(keyFamily(key))))) {
    cases = prepare(question, casesOf(atom.principals, true), stance, memo);
  }
  const waysOut: AtomWayOut[] = [];
  let isPossible = false;
  let isOverBudget = false;
  for (const one of cases) {
    const solved = solve(one.problem);
    if (solved.status === "impossible") continue;
    isPossible = true;
    if (solved.status === "over-budget") isOverBudget = true;
    for (const wayOut of waysOutOf(question, one, solved, memo)) {
      if (wayOut.kind === "open") return { kind: "passes", outcome: { kind: "open", wayOut }, doubtful: one.doubtful };
      waysOut.push(wayOut);
    }
  }
  if (isOverBudget) return unknown("over-budget", atom.id);
  // Its conditions ask for what no request of the action carries: nothing was proven.
  if (!isPossible) return unknown("action-unknown", atom.action);
  if (waysOut.length === 0) return { kind: "stopped", by: blocking(cases) };
  return {
    kind: "passes",
    outcome: { kind: "escapes", waysOut: minimal(waysOut) },
    doubtful: cases.flatMap(({ doubtful }) => doubtful),
  };
}

/** Kinds of callers may share a way, or one may need less than another. */
function minimal(ways: readonly AtomWayOut[]): readonly AtomWayOut[] {
  const asked = ways.map(({ requirements }) => new Set(requirements.map((one) => JSON.stringify(one))));
  const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every((one) => all.has(one));
  return ways.filter((_way, at) => {
    const own = asked[at] ?? new Set();
    return !asked.some((other, place) => place !== at && isWithin(other, own) && (other.size < own.size || place < at));
  });
}

function unknown(code: CoverageReason["code"], detail: string) {
  return { kind: "unknown", reason: { code, detail, statements: [] } } as const;
}

function reasonOf(all: readonly DoubtfulStatement[], { doubt }: DoubtfulStatement): CoverageReason {
  const statements = new Map(
    all.map(({ placed }) => [`${placed.policyId} ${placed.statement.index}`, referenceOf(placed)]),
  );
  return { ...doubt, statements: [...statements.values()] };
}

/** Statements that stop everything by themselves; where it takes several, all that were asked. */
function blocking(cases: readonly PreparedCase[]): readonly StatementReference[] {
  const alone = new Map<string, StatementReference>();
  const together = new Map<string, StatementReference>();
  for (const { problem } of cases) {
    for (const obligation of problem.obligations) {
      const isBlocking = solve({ ...problem, obligations: [obligation] }).solutions.length === 0;
      for (const { source } of obligation.flat()) {
        if (source === null) continue;
        const { placed } = source;
        const key = `${placed.policyId} ${placed.statement.index}`;
        together.set(key, referenceOf(placed));
        if (isBlocking) alone.set(key, referenceOf(placed));
      }
    }
  }
  return [...(alone.size > 0 ? alone : together).values()];
}

function stoppedBy(
  question: AtomQuestion,
  by: readonly StatementReference[],
  memo: DecisionMemo,
): Extract<AtomOutcome, { readonly kind: "stopped" }> {
  const { atom, place, relevant, isBrief } = question;
  if (isBrief === true) return { kind: "stopped", by, refused: null };
  const [first] = prepare(
    { ...question, relevant: { ...relevant, denies: [], allows: [] } },
    casesOf(atom.principals, false),
    "pessimist",
    memo,
  );
  const solution = first === undefined ? undefined : solve(first.problem).solutions[0];
  if (first === undefined || solution === undefined) return { kind: "stopped", by, refused: null };
  const found = requestOf(atom.action, solution.states, first.space, place, atom.resources.length);
  const request = witnessRequest(found, solution.states, place.account.id);
  if (evaluateFound(found, relevant) === "allowed") memo.contradictions.push({ atomId: atom.id, request });
  return { kind: "stopped", by, refused: request };
}
