import type { AtomOutcome } from "../decide/atom-outcome.ts";
import { decideAtom } from "../decide/decide-atom.ts";
import type { DecisionPlace } from "../decide/decision-input.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { findDifference } from "../decide/find-difference.ts";
import { nothingInForce } from "../decide/relevant-statements.ts";
import type { SelfMade } from "../decide/self-made.ts";
import { sha256 } from "../decide/sha-256.ts";
import { statementsFor } from "../decide/statements-for.ts";
import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import { type AccountPlace, answersOf } from "./account-tests.ts";
import { ActionTraits } from "./action-traits.ts";
import { AtomBook, type AtomKind, type AtomScope } from "./atom-book.ts";
import type { Coverage, CoverageClass, ObjectiveOutcome } from "./coverage.ts";
import { carriedText, type Meeting, Meetings } from "./meeting.ts";
import { movedRequest } from "./moved-request.ts";
import type { Summary } from "./place-references.ts";
import { pairText, type StackPair } from "./stack-pair.ts";
import { StackViews } from "./stack-view.ts";
import { StatementNumbers } from "./statement-numbers.ts";

/**
 * What decisions about organisations share. Answers never depend on it: a number stands for what a statement says, and
 * accounts share an answer only where no statement that they meet can tell them apart.
 */
export class CoverageMemo {
  readonly book: AtomBook;
  readonly numbers = new StatementNumbers();
  readonly views: StackViews;
  /** The whole answer about an organisation, as long as somebody holds it. */
  readonly decided = new WeakMap<CompiledOrganization, Coverage>();
  /** Outcomes of objectives by all that they hang on; statements in them are numbers. */
  readonly summaries = new Map<string, Summary>();
  /** The same with the policies that hold the statements. */
  readonly placed = new Map<string, ObjectiveOutcome>();
  readonly selfMade = new Map<string, SelfMade>();
  private readonly classes = new Map<string, Map<string, CoverageClass["outcomes"]>>();
  private readonly universe: ActionUniverse;
  private readonly scopeName: string;
  private readonly names = new Map<string, string>();
  private readonly meetings = new Meetings();
  private readonly outcomes = new Map<string, AtomOutcome>();
  private readonly confirmed = new Map<string, AtomOutcome>();
  private readonly differences = new Map<string, Difference>();
  private readonly outcomeNumbers = new Map<AtomOutcome, number>();
  private readonly feasible = new Map<number, string>();
  private readonly decisions = new DecisionMemo();
  private anyPlace: DecisionPlace | null = null;

  constructor(scope: AtomScope) {
    const { universe, objectives, parameters, organization } = scope;
    this.universe = universe;
    this.book = new AtomBook(scope, new ActionTraits(universe, this.numbers.keysAsked));
    this.views = new StackViews(this.book, this.numbers, this.meetings);
    this.scopeName = sha256(JSON.stringify([universe.date, organization, objectives.map(({ id }) => id), parameters]));
  }

  /** Classes decided of accounts with these policies, by what tells them apart. */
  classesOf({ name }: StackPair): Map<string, CoverageClass["outcomes"]> {
    const known = this.classes.get(name) ?? new Map<string, CoverageClass["outcomes"]>();
    this.classes.set(name, known);
    return known;
  }

  /** The same for the same policies and objectives, whatever this memo has seen: classes keep their key between crawls. */
  nameOf(pair: StackPair, answers: string): string {
    const known = this.names.get(pair.name);
    const policies = known ?? sha256(JSON.stringify([this.scopeName, pairText(pair, this.numbers)])).slice(0, 32);
    this.names.set(pair.name, policies);
    return answers === "" ? policies : sha256(`${policies} ${answers}`).slice(0, 32);
  }

  /**
   * One atom in one place, without requests that show it; the answer of another account, or of another atom, where
   * nothing that they meet tells the two apart.
   */
  decide(atom: Atom, kind: AtomKind, meeting: Meeting, place: DecisionPlace): AtomOutcome {
    const tests = this.meetings.testsOf(meeting, kind, atom);
    const quick = tests.length === 0 ? meeting.outcomes.get(kind.number) : undefined;
    if (quick !== undefined) return quick;
    const answers = answersOf(tests, placeOfAccount(place));
    const asked = meeting.asksResources ? String(kind.shape) : this.mannerOf(atom, kind, place);
    const key = `${meeting.number}|${asked}|${carriedText(meeting, kind)}|${answers}`;
    let made = this.outcomes.get(key);
    if (made === undefined) {
      made = this.ask(atom, meeting, this.placeFor(tests.length === 0, place), true);
      this.outcomes.set(key, made);
      this.outcomeNumbers.set(made, this.outcomeNumbers.size);
    }
    if (tests.length === 0) meeting.outcomes.set(kind.number, made);
    return made;
  }

  /** The same with requests that show it, for this very atom. */
  confirm(atom: Atom, kind: AtomKind, meeting: Meeting, place: DecisionPlace): AtomOutcome {
    const tests = this.meetings.testsOf(meeting, kind, atom);
    const key = `${meeting.number}|${answersOf(tests, placeOfAccount(place))}|${atom.id}`;
    const known = this.confirmed.get(key);
    if (known !== undefined) return known;
    const made = this.ask(atom, meeting, this.placeFor(tests.length === 0, place), false);
    this.confirmed.set(key, made);
    return made;
  }

  numberOf(outcome: AtomOutcome): number {
    return this.outcomeNumbers.get(outcome) ?? -1;
  }

  /** A request of the atom that gets through the one and not through the other, made in this very place. */
  difference(atom: Atom, kind: AtomKind, passing: Meeting, stopping: Meeting, place: DecisionPlace): Difference {
    const tests = [passing, stopping].flatMap((meeting) => this.meetings.testsOf(meeting, kind, atom));
    const key = `${passing.number}>${stopping.number}|${answersOf(tests, placeOfAccount(place))}|${atom.id}`;
    const chosen = this.placeFor(tests.length === 0, place);
    let found = this.differences.get(key);
    if (found === undefined) {
      const { universe } = this;
      const states = {
        passing: statementsFor(atom, passing.scp, passing.rcp, universe),
        stopping: statementsFor(atom, stopping.scp, stopping.rcp, universe),
      };
      found = findDifference({ atom, place: chosen, universe, ...states }, this.decisions);
      this.differences.set(key, found);
    }
    if (found === null || found === "over-budget") return found;
    return { ...found, request: movedRequest(found.request, place) };
  }

  /** Requests that the search and the plain evaluator disagree about: each one is a bug. */
  get contradictions(): DecisionMemo["contradictions"] {
    return this.decisions.contradictions;
  }

  /** How much it holds: whoever keeps it can bound it. */
  get size(): number {
    return (
      this.outcomes.size +
      this.differences.size +
      this.confirmed.size +
      this.placed.size +
      this.summaries.size +
      this.classes.size +
      this.meetings.size
    );
  }

  private ask(atom: Atom, { scp, rcp }: Meeting, place: DecisionPlace, isBrief: boolean): AtomOutcome {
    const { universe } = this;
    const relevant = statementsFor(atom, scp, rcp, universe);
    return decideAtom({ atom, place, universe, relevant, isBrief }, this.decisions);
  }

  /** One place for all where no statement can tell places apart: what was found out about its keys holds on. */
  private placeFor(isAnywhere: boolean, place: DecisionPlace): DecisionPlace {
    this.anyPlace ??= place;
    return isAnywhere ? this.anyPlace : place;
  }

  /** Where no statement asks for resources, all that counts of them is that there are some. */
  private mannerOf(atom: Atom, kind: AtomKind, place: DecisionPlace): string {
    const known = this.feasible.get(kind.shape);
    if (known !== undefined) return known;
    const relevant = nothingInForce;
    const { kind: found } = decideAtom(
      { atom, place, universe: this.universe, relevant, isBrief: true },
      this.decisions,
    );
    const made = `${kind.manner} ${found}`;
    this.feasible.set(kind.shape, made);
    return made;
  }
}

/** Null where there is none; `over-budget` where nobody knows. */
export type Difference = ReturnType<typeof findDifference>;

function placeOfAccount({ account, path }: DecisionPlace): AccountPlace {
  return { id: account.id, path };
}
