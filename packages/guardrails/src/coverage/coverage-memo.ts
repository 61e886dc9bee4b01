import type { AtomOutcome } from "../decide/atom-outcome.ts";
import { decideAtom } from "../decide/decide-atom.ts";
import type { DecisionPlace } from "../decide/decision-input.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { sha256 } from "../decide/sha-256.ts";
import { statementsFor } from "../decide/statements-for.ts";
import type { Atom } from "../objectives/atom.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import { type AccountTest, answersOf } from "./account-tests.ts";
import { AtomBook, type AtomKind, type AtomScope } from "./atom-book.ts";
import type { CoverageClass, ObjectiveOutcome } from "./coverage.ts";
import { type Meeting, Meetings } from "./meeting.ts";
import { type StackPair, stackText } from "./stack-pair.ts";
import { StackViews } from "./stack-view.ts";
import { StatementNumbers } from "./statement-numbers.ts";

/**
 * What decisions about organisations share. Answers never depend on it: a statement keeps its number only while it says
 * the same, and accounts share an answer only where no statement that decides can tell them apart.
 */
export class CoverageMemo {
  readonly book: AtomBook;
  readonly numbers = new StatementNumbers();
  readonly views: StackViews;
  /** Classes decided, by policies and answers of tests. */
  readonly classes = new Map<string, CoverageClass["outcomes"]>();
  readonly summaries = new Map<string, ObjectiveOutcome>();
  private readonly universe: ActionUniverse;
  private readonly scopeName: string;
  private readonly names = new Map<string, string>();
  private readonly meetings = new Meetings();
  private readonly outcomes = new Map<string, AtomOutcome>();
  private readonly outcomeNumbers = new Map<AtomOutcome, number>();
  private readonly decisions = new DecisionMemo();

  constructor(scope: AtomScope) {
    const { universe, objectives, parameters, organization } = scope;
    this.universe = universe;
    this.book = new AtomBook(scope);
    this.views = new StackViews(this.book, this.numbers, this.meetings);
    this.scopeName = sha256(JSON.stringify([universe.date, organization, objectives.map(({ id }) => id), parameters]));
  }

  /** The same for the same policies and objectives, whatever this memo has seen: classes keep their key between crawls. */
  nameOf({ scp, rcp, key }: StackPair, answers: string): string {
    const known = this.names.get(key);
    const policies = known ?? sha256(JSON.stringify([this.scopeName, stackText(scp), stackText(rcp)])).slice(0, 32);
    this.names.set(key, policies);
    return answers === "" ? policies : sha256(`${policies} ${answers}`).slice(0, 32);
  }

  /** One atom in one place; the answer of another account where nothing that it meets tells the two apart. */
  decide(atom: Atom, kind: AtomKind, meeting: Meeting, place: DecisionPlace): AtomOutcome {
    const tests = this.meetings.testsOf(meeting, kind.isOfAccount ? { atom, shape: kind.shape } : null);
    const answers = tests.length === 0 ? "" : answersOf(tests, { id: place.account.id, path: place.path });
    const key = `${meeting.number} ${kind.shape} ${this.meetings.carriedBy(meeting, kind.actionKeys)} ${answers}`;
    const known = this.outcomes.get(key);
    if (known !== undefined) return known;
    const { universe } = this;
    const relevant = statementsFor(atom, meeting.scp, meeting.rcp, universe);
    const made = decideAtom({ atom, place, universe, relevant }, this.decisions);
    this.outcomes.set(key, made);
    this.outcomeNumbers.set(made, this.outcomeNumbers.size);
    return made;
  }

  numberOf(outcome: AtomOutcome): number {
    return this.outcomeNumbers.get(outcome) ?? -1;
  }

  /** Requests that the search and the plain evaluator disagree about: each one is a bug. */
  get contradictions(): DecisionMemo["contradictions"] {
    return this.decisions.contradictions;
  }

  /** How much it holds: whoever keeps it can bound it. */
  get size(): number {
    return this.outcomes.size + this.summaries.size + this.classes.size + this.meetings.size;
  }

  testsOf(pair: StackPair): readonly AccountTest[] {
    return this.views.testsOf(pair);
  }
}
