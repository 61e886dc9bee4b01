import type { AtomOutcome } from "../decide/atom-outcome.ts";
import { decideAtom } from "../decide/decide-atom.ts";
import type { DecisionPlace } from "../decide/decision-input.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { concerns, nothingInForce } from "../decide/relevant-statements.ts";
import { sha256 } from "../decide/sha-256.ts";
import { statementsFor } from "../decide/statements-for.ts";
import type { Atom } from "../objectives/atom.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import type { AccountPlace, AccountTest } from "./account-tests.ts";
import type { ActionSet } from "./action-sets.ts";
import { AtomBook, type AtomScope } from "./atom-book.ts";
import type { CoverageClass } from "./coverage.ts";
import { type Meeting, Meetings } from "./meeting.ts";
import { type NamedSet, partitionActions } from "./partition-actions.ts";
import { relevantPart, type Stack } from "./stack.ts";
import { type NumberedStatement, StatementNumbers } from "./statement-numbers.ts";

/** Policies of both types on a way; null where nothing of a type is in force. */
export type StackPair = { readonly scp: Stack | null; readonly rcp: Stack | null; readonly key: string };

/** What each action meets on one way. */
export type StackView = {
  readonly pair: StackPair;
  readonly meetingOf: (action: string) => Meeting;
  /** What tells accounts with these policies apart. */
  readonly tests: readonly AccountTest[];
};

/**
 * What decisions about organisations share. Answers never depend on it: a statement keeps its number only while it says
 * the same, and accounts share an answer only where no statement that decides can tell them apart.
 */
export class CoverageMemo {
  readonly book: AtomBook;
  readonly numbers = new StatementNumbers();
  /** Classes decided, by policies and answers of tests. */
  readonly classes = new Map<string, CoverageClass["outcomes"]>();
  readonly tests = new Map<string, readonly AccountTest[]>();
  private readonly universe: ActionUniverse;
  private readonly scopeName: string;
  private readonly names = new Map<string, string>();
  private readonly sets = new Map<number, ActionSet>();
  private readonly meetings = new Meetings();
  private readonly outcomes = new Map<string, AtomOutcome>();
  private readonly decisions = new DecisionMemo();

  constructor(scope: AtomScope) {
    this.universe = scope.universe;
    this.book = new AtomBook(scope);
    const { universe, objectives, parameters, organization } = scope;
    this.scopeName = sha256(JSON.stringify([universe.date, organization, objectives.map(({ id }) => id), parameters]));
  }

  /** The same for the same policies and objectives, whatever this memo has seen: classes keep their key between crawls. */
  nameOf({ scp, rcp, key }: StackPair, answers: string): string {
    const known = this.names.get(key);
    const policies = known ?? sha256(JSON.stringify([this.scopeName, stackText(scp), stackText(rcp)])).slice(0, 32);
    this.names.set(key, policies);
    return answers === "" ? policies : sha256(`${policies} ${answers}`).slice(0, 32);
  }

  /** Splits the actions by what they meet. O(actions + elements of the statements' sets). */
  view(pair: StackPair): StackView {
    const stacks = [pair.scp, pair.rcp].flatMap((stack) => stack ?? []);
    const statements = stacks.flatMap(({ denies, levels }) => [...denies, ...levels.flat()]);
    const partition = partitionActions(this.book.actions.count, this.setsOf(statements));
    const meetings = partition.classes.map(({ statements: inside }) => {
      const numbers = new Set(inside);
      return this.meetingIn(pair, (number) => numbers.has(number));
    });
    const meetingOf = (action: string): Meeting => {
      const number = this.book.actions.numberOf(action);
      const found = number === undefined ? undefined : meetings[partition.classOf[number] ?? -1];
      return found ?? this.meetingIn(pair, (statement) => this.isAbout(statement, action));
    };
    return { pair, meetingOf, tests: this.testsOf(pair, meetingOf) };
  }

  /** One atom in one place; the answer of another account where nothing that it meets tells the two apart. */
  decide(atom: Atom, meeting: Meeting, place: DecisionPlace): AtomOutcome {
    const kind = this.book.kindOf(atom);
    const tests = this.meetings.testsOf(meeting, atom, kind.isOfAccount ? kind.shape : null);
    const carried = this.meetings.carriedBy(meeting, kind.actionKeys, kind.actionKeys.number);
    const key = `${meeting.number} ${kind.shape} ${carried} ${answersOf(tests, accountPlace(place))}`;
    const known = this.outcomes.get(key);
    if (known !== undefined) return known;
    const { universe } = this;
    const relevant = statementsFor(atom, meeting.scp, meeting.rcp, universe);
    const made = decideAtom({ atom, place, universe, relevant }, this.decisions);
    this.outcomes.set(key, made);
    return made;
  }

  private testsOf(pair: StackPair, meetingOf: (action: string) => Meeting): readonly AccountTest[] {
    const known = this.tests.get(pair.key);
    if (known !== undefined) return known;
    const tests = new Map<string, AccountTest>();
    const asked = new Set<string>();
    for (const objective of this.book.asked) {
      if (!("atoms" in objective)) continue;
      objective.atoms.forEach((atom, at) => {
        const kind = objective.kinds[at];
        const shape = kind?.isOfAccount === true ? kind.shape : null;
        const meeting = meetingOf(atom.action);
        const key = `${meeting.number} ${shape}`;
        if (asked.has(key)) return;
        asked.add(key);
        for (const test of this.meetings.testsOf(meeting, atom, shape)) tests.set(test.key, test);
      });
    }
    const made = [...tests.values()];
    this.tests.set(pair.key, made);
    return made;
  }

  private meetingIn({ scp, rcp }: StackPair, isIn: (number: number) => boolean): Meeting {
    const part = (stack: Stack | null) => (stack === null ? nothingInForce : relevantPart(stack, isIn));
    return this.meetings.of(part(scp), part(rcp));
  }

  private isAbout(number: number, action: string): boolean {
    const { role, placed } = this.numbers.at(number);
    return role !== "unreadable" && concerns(placed.statement, action.toLowerCase());
  }

  private setsOf(statements: readonly NumberedStatement[]): readonly NamedSet[] {
    const named = new Map<number, NamedSet>();
    for (const { number, role, placed } of statements) {
      if (role === "unreadable" || named.has(number)) continue;
      const set = this.sets.get(number) ?? this.book.actions.ofStatement(placed.statement);
      this.sets.set(number, set);
      named.set(number, { number, set });
    }
    return [...named.values()];
  }
}

function stackText(stack: Stack | null) {
  if (stack === null) return null;
  const keys = (statements: readonly NumberedStatement[]) => statements.map(({ key }) => key).sort();
  return [keys(stack.denies), stack.levels.map((level) => keys(level).join("\n")).sort(), keys(stack.unreadable)];
}

export function answersOf(tests: readonly AccountTest[], place: AccountPlace): string {
  return tests.map(({ answer }) => answer(place)).join(" ");
}

export function accountPlace({ account, path }: DecisionPlace): AccountPlace {
  return { id: account.id, path };
}
