import { concerns, nothingInForce } from "../decide/relevant-statements.ts";
import { selfMadeActions } from "../decide/self-made.ts";
import type { Atom } from "../objectives/atom.ts";
import type { AccountTest } from "./account-tests.ts";
import type { ActionSet } from "./action-sets.ts";
import type { AskedObjective, AtomBook, AtomKind } from "./atom-book.ts";
import type { Meeting, Meetings } from "./meeting.ts";
import { type NamedSet, partitionActions } from "./partition-actions.ts";
import { relevantPart, type Stack } from "./stack.ts";
import type { StackPair } from "./stack-pair.ts";
import type { NumberedStatement, StatementNumbers } from "./statement-numbers.ts";
import { mostActions } from "./summarize-objective.ts";

/** Atoms of one kind whose actions meet the same statements. */
export type MetAtoms = {
  readonly kind: AtomKind;
  readonly meeting: Meeting;
  readonly count: number;
  /** As many as are told by name. */
  readonly atoms: readonly Atom[];
  /** Numbers of their actions as characters: equal texts, equal actions. */
  readonly text: string;
};

/** What each action meets on one way. */
export type StackView = {
  /** What the answers about self-made exemptions depend on. */
  readonly selfMadeKey: string;
  readonly meetingOf: (action: string) => Meeting;
  /** The same by number of the action. */
  readonly meetingAt: (action: number) => Meeting | undefined;
  readonly metBy: (asked: AskedObjective) => readonly MetAtoms[];
};

/** As large as the list of all actions. */
const mostViews = 16;

/** Views of stacks; the last few are kept. */
export class StackViews {
  private readonly book: AtomBook;
  private readonly numbers: StatementNumbers;
  private readonly meetings: Meetings;
  private readonly sets = new Map<number, ActionSet>();
  private readonly tests = new Map<string, readonly AccountTest[]>();
  private readonly views = new Map<string, StackView>();

  constructor(book: AtomBook, numbers: StatementNumbers, meetings: Meetings) {
    this.book = book;
    this.numbers = numbers;
    this.meetings = meetings;
  }

  of(pair: StackPair): StackView {
    const known = this.views.get(pair.key);
    if (known !== undefined) return known;
    const [oldest] = this.views.keys();
    if (oldest !== undefined && this.views.size >= mostViews) this.views.delete(oldest);
    const view = this.make(pair);
    this.views.set(pair.key, view);
    return view;
  }

  /** What tells accounts with these policies apart. */
  testsOf(pair: StackPair): readonly AccountTest[] {
    const known = this.tests.get(pair.key);
    if (known !== undefined) return known;
    const view = this.of(pair);
    const tests = new Map<string, AccountTest>();
    const add = (found: readonly AccountTest[]) => {
      for (const test of found) tests.set(test.key, test);
    };
    const seen = new Set<Meeting>();
    for (const action of selfMadeActions) add(view.meetingOf(action).tests);
    for (const asked of this.book.asked) {
      for (const { kind, meeting, atoms } of view.metBy(asked)) {
        const [atom] = atoms;
        if (atom === undefined || (!kind.isOfAccount && seen.has(meeting))) continue;
        if (!kind.isOfAccount) seen.add(meeting);
        add(this.meetings.testsOf(meeting, kind, atom));
      }
    }
    const made = [...tests.values()];
    this.tests.set(pair.key, made);
    return made;
  }

  /** Splits the actions by what they meet. O(actions + elements of the statements' sets). */
  private make(pair: StackPair): StackView {
    const stacks = [pair.scp, pair.rcp].flatMap((stack) => stack ?? []);
    const statements = stacks.flatMap(({ denies, levels }) => [...denies, ...levels.flat()]);
    const { classOf, classes } = partitionActions(this.book.actions.count, this.setsOf(statements));
    const meetings = classes.map(({ statements: inside }) => {
      const numbers = new Set(inside);
      return this.meetingIn(pair, (number) => numbers.has(number));
    });
    const known = new Map<AskedObjective, readonly MetAtoms[]>();
    const meetingOf = (action: string) => {
      const number = this.book.actions.numberOf(action);
      const found = number === undefined ? undefined : meetings[classOf[number] ?? -1];
      return found ?? this.meetingIn(pair, (statement) => this.isAbout(statement, action));
    };
    return {
      selfMadeKey: selfMadeActions.map((action) => meetingOf(action).number).join(","),
      meetingOf,
      meetingAt: (action) => meetings[classOf[action] ?? -1],
      metBy: (asked) => {
        const found = known.get(asked) ?? metIn(asked, classOf, meetings);
        known.set(asked, found);
        return found;
      },
    };
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

/** Atoms of each kind by the meeting of their action. */
function metIn(asked: AskedObjective, classOf: Int32Array, meetings: readonly Meeting[]): readonly MetAtoms[] {
  if (!("atoms" in asked)) return [];
  const { atoms, actions, runs } = asked;
  const met: MetAtoms[] = [];
  for (const { kind, from, to } of runs) {
    const byClass = new Map<number, { count: number; readonly atoms: Atom[]; text: string }>();
    for (let at = from; at < to; at += 1) {
      const actionClass = classOf[actions[at] ?? -1] ?? -1;
      let found = byClass.get(actionClass);
      if (found === undefined) byClass.set(actionClass, (found = { count: 0, atoms: [], text: "" }));
      found.count += 1;
      const atom = atoms[at];
      if (found.atoms.length >= mostActions || atom === undefined) continue;
      found.atoms.push(atom);
      found.text += String.fromCharCode(actions[at] ?? 0);
    }
    for (const [actionClass, found] of byClass) {
      const meeting = meetings[actionClass];
      if (meeting !== undefined) met.push({ kind, meeting, ...found });
    }
  }
  return met;
}
