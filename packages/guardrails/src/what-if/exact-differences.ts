import type { AskedObjective, AtomKind } from "../coverage/atom-book.ts";
import type { CoverageMemo, Difference } from "../coverage/coverage-memo.ts";
import { type CoverageMemos, memoOf } from "../coverage/coverage-memos.ts";
import { placeOf } from "../coverage/decide-organization.ts";
import type { Meeting } from "../coverage/meeting.ts";
import type { Stack } from "../coverage/stack.ts";
import { StackFinder, type StackPair } from "../coverage/stack-pair.ts";
import type { PassingRequest } from "../decide/atom-outcome.ts";
import type { DecisionPlace } from "../decide/decision-input.ts";
import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";

/** Requests of an objective that only one of two states lets through; null where there is none. */
export type ExactDifference = { readonly denied: PassingRequest | null; readonly allowed: PassingRequest | null };

/** `stricter`: all that stopped a request stops it still. `laxer`: the other way about. Told by statements alone. */
export type StateOrder = "stricter" | "laxer" | "unordered";

/** Kinds of atoms that are compared for one objective and account; beyond, nobody knows. */
const mostCompared = 2_000;

/** Answers for two states of one organisation, each question once for all accounts that nothing tells apart. */
export class ExactDifferences {
  private readonly before: CompiledOrganization;
  private readonly after: CompiledOrganization;
  private readonly memo: CoverageMemo;
  private readonly isComparable: boolean;
  private readonly stacks: { readonly before: StackFinder; readonly after: StackFinder };
  private readonly asked: ReadonlyMap<string, AskedObjective>;

  constructor(before: CompiledOrganization, after: CompiledOrganization, memos: CoverageMemos) {
    this.before = before;
    this.after = after;
    this.memo = memoOf(after, { memo: memos });
    // With other parameters an objective asks for something else.
    this.isComparable = memoOf(before, { memo: memos }) === this.memo;
    const { numbers } = this.memo;
    this.stacks = { before: new StackFinder(before, numbers), after: new StackFinder(after, numbers) };
    this.asked = new Map(this.memo.book.asked.map((asked) => [asked.objective.id, asked]));
  }

  /** Null where it cannot be told exactly: verdicts must do. */
  of(objectiveId: string, accountId: string): ExactDifference | null {
    const [was, is] = [this.before.accounts.get(accountId), this.after.accounts.get(accountId)];
    const asked = this.asked.get(objectiveId);
    if (was === undefined || is === undefined || asked === undefined) return null;
    if (!this.isComparable || was.isManagement || is.isManagement || !("atoms" in asked)) return null;
    const views = {
      before: this.memo.views.of(this.stacks.before.of(was)),
      after: this.memo.views.of(this.stacks.after.of(is)),
    };
    const place = placeOf(this.after, is);
    const changed = changedAtoms(asked, views);
    const isMoved = placeOf(this.before, was).path !== place.path;
    if (changed.length > mostCompared || (isMoved && changed.some(asksPaths))) return null;
    return this.search(changed, place, this.orderOf(accountId));
  }

  /** What statements that were added, or taken away, tell without any search. */
  orderOf(accountId: string): StateOrder {
    const [was, is] = [this.before.accounts.get(accountId), this.after.accounts.get(accountId)];
    if (was === undefined || is === undefined || was.isManagement !== is.isManagement) return "unordered";
    // The same statement says something else where it asks for the account's path.
    if (placeOf(this.before, was).path !== placeOf(this.after, is).path) return "unordered";
    const [before, after] = [this.stacks.before.of(was), this.stacks.after.of(is)];
    if (before.key === after.key) return "unordered";
    if (isWithin(before, after)) return "stricter";
    return isWithin(after, before) ? "laxer" : "unordered";
  }

  private search(changed: readonly ChangedAtoms[], place: DecisionPlace, order: StateOrder): ExactDifference | null {
    const found: { denied: PassingRequest | null; allowed: PassingRequest | null } = { denied: null, allowed: null };
    for (const { atom, kind, before, after } of changed) {
      const [isDenied, isAllowed] = [
        found.denied !== null || order === "laxer",
        found.allowed !== null || order === "stricter",
      ];
      if (isDenied && isAllowed) break;
      const denied: Difference = isDenied ? found.denied : this.memo.difference(atom, kind, before, after, place);
      const allowed: Difference = isAllowed ? found.allowed : this.memo.difference(atom, kind, after, before, place);
      if (denied === "over-budget" || allowed === "over-budget") return null;
      found.denied = denied;
      found.allowed = allowed;
    }
    return found;
  }
}

/** Whether the one holds nothing that stops a request beyond what the other holds. */
function isWithin(one: StackPair, other: StackPair): boolean {
  return isStackWithin(one.scp, other.scp) && isStackWithin(one.rcp, other.rcp);
}

/** Null is nothing in force. A level that allows not everything stops requests, as a Deny does. */
function isStackWithin(one: Stack | null, other: Stack | null): boolean {
  if (one === null) return other === null || other.unreadable.length === 0;
  if (other === null) return false;
  const textOf = (level: Stack["denies"]) => level.map(({ number }) => number).join(",");
  const denies = new Set(other.denies);
  const levels = new Set(other.levels.map(textOf));
  return (
    textOf(one.unreadable) === textOf(other.unreadable) &&
    one.denies.every((statement) => denies.has(statement)) &&
    one.levels.every((level) => levels.has(textOf(level)))
  );
}

/** Atoms of one kind whose requests meet other statements than before. */
type ChangedAtoms = {
  readonly atom: Atom;
  readonly kind: AtomKind;
  readonly before: Meeting;
  readonly after: Meeting;
};

type Meets = { readonly meetingAt: (action: number) => Meeting | undefined };

function changedAtoms(
  asked: Extract<AskedObjective, { readonly atoms: unknown }>,
  views: { readonly before: Meets; readonly after: Meets },
): readonly ChangedAtoms[] {
  const changed: ChangedAtoms[] = [];
  for (const { kind, from, to } of asked.runs) {
    const seen = new Set<string>();
    for (let at = from; at < to; at += 1) {
      const action = asked.actions[at] ?? -1;
      const [before, after] = [views.before.meetingAt(action), views.after.meetingAt(action)];
      const atom = asked.atoms[at];
      if (before === after || before === undefined || after === undefined || atom === undefined) continue;
      const key = `${before.number} ${after.number}`;
      if (seen.has(key)) continue;
      seen.add(key);
      changed.push({ atom, kind, before, after });
    }
  }
  return changed;
}

function asksPaths({ before, after }: ChangedAtoms): boolean {
  return [before, after].some(({ keys }) => keys.some((key) => key.endsWith("orgpaths")));
}
