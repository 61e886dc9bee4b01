import type { DecisionPlace } from "../decide/decision-input.ts";
import type { Ask } from "../decide/self-made.ts";
import type { CompiledAccount, CompiledOrganization, PolicyLevels } from "../evaluate/compile-organization.ts";
import { objectives as everyObjective } from "../objectives/index.ts";
import { answersOf } from "./account-tests.ts";
import type { AskedObjective } from "./atom-book.ts";
import type { Coverage, CoverageClass, ObjectiveOutcome } from "./coverage.ts";
import { CoverageMemo } from "./coverage-memo.ts";
import { bindingOf, exemptOutcome, missingOutcome } from "./decide-objective.ts";
import { StackFinder, type StackPair } from "./stack-pair.ts";
import { type DecidedAtoms, mostActions, summarizeObjective } from "./summarize-objective.ts";

export type DecideOptions = {
  /** Ids; every objective without it. */
  readonly objectives?: readonly string[];
  /** Ids; every account without it. */
  readonly accounts?: readonly string[];
  /** What earlier decisions found out; use one for readings of the same organisation. */
  readonly memo?: CoverageMemos;
};

/** Keeps what decisions share from one reading to the next, bounded: see `coverageMemo`. */
export type CoverageMemos = { readonly byScope: Map<string, CoverageMemo> };

const mostScopes = 4;
const largestMemo = 500_000;

/** For `decideOrganization`: makes a second decision cheap where little has changed. Answers do not depend on it. */
export function coverageMemo(): CoverageMemos {
  return { byScope: new Map() };
}

/**
 * Every objective in every account. Accounts that nothing tells apart are decided together (scp.md 3.5): O(accounts)
 * for finding the classes, and one decision per class.
 */
export function decideOrganization(compiled: CompiledOrganization, options: DecideOptions = {}): Coverage {
  const memo = memoOf(compiled, options);
  const classes = new Map<string, CoverageClass & { readonly accounts: string[] }>();
  for (const { pair, members } of groupByStack(compiled, memo, options.accounts)) {
    const tests = members.every(({ isManagement }) => isManagement) ? [] : memo.testsOf(pair);
    for (const member of members) {
      const place = placeOf(compiled, member);
      const answers = member.isManagement
        ? "management"
        : answersOf(tests, { id: member.account.id, path: place.path });
      const key = `${pair.key}\n${answers}`;
      const known = classes.get(key);
      if (known !== undefined) {
        known.accounts.push(member.account.id);
        continue;
      }
      const outcomes =
        memo.classes.get(key) ?? decideClass(memo, { pair, place, answers, isExempt: member.isManagement });
      memo.classes.set(key, outcomes);
      classes.set(key, { key: memo.nameOf(pair, answers), accounts: [member.account.id], outcomes });
    }
  }
  return { objectives: memo.book.asked.map(({ objective }) => objective.id), classes: [...classes.values()] };
}

function memoOf(compiled: CompiledOrganization, { objectives: ids, memo }: DecideOptions): CoverageMemo {
  const { parameters, reading, partition, universe } = compiled;
  const wanted = ids === undefined ? null : new Set(ids);
  const objectives = everyObjective.filter(({ id }) => wanted === null || wanted.has(id));
  const organization = { id: reading.organization.id, partition };
  const scope = JSON.stringify([universe.date, organization, objectives.map(({ id }) => id), parameters]);
  const known = memo?.byScope.get(scope);
  if (known !== undefined && known.size < largestMemo) return known;
  const made = new CoverageMemo({ universe, objectives, parameters, organization });
  if (memo !== undefined) {
    if (memo.byScope.size >= mostScopes) memo.byScope.clear();
    memo.byScope.set(scope, made);
  }
  return made;
}

type Group = { readonly pair: StackPair; readonly members: CompiledAccount[] };

/** Accounts by the policies that they meet. */
function groupByStack(
  compiled: CompiledOrganization,
  memo: CoverageMemo,
  accountIds: readonly string[] | undefined,
): readonly Group[] {
  const groups = new Map<string, Group>();
  const all = compiled.accounts;
  const members = accountIds === undefined ? [...all.values()] : accountIds.flatMap((id) => all.get(id) ?? []);
  const stacks = new StackFinder(compiled, memo.numbers);
  for (const member of members) {
    const pair = stacks.of(member);
    const group = groups.get(pair.key);
    if (group === undefined) groups.set(pair.key, { pair, members: [member] });
    else group.members.push(member);
  }
  return [...groups.values()];
}

/** What is fixed for every request of the account. */
export function placeOf(
  compiled: CompiledOrganization,
  { account, path, isContradictory }: CompiledAccount,
): DecisionPlace {
  const { organization } = compiled.reading;
  const isKnown = path.broken === null && !isContradictory;
  return {
    account: { id: account.id, partition: compiled.partition },
    organization: { id: organization.id, managementAccountId: organization.managementAccountId },
    path: isKnown ? `${[organization.id, ...path.ids.slice(0, -1)].join("/")}/` : null,
  };
}

/** One account that stands for its class. */
type ClassQuestion = {
  readonly pair: StackPair;
  readonly place: DecisionPlace;
  readonly answers: string;
  readonly isExempt: boolean;
};

function decideClass(memo: CoverageMemo, question: ClassQuestion): CoverageClass["outcomes"] {
  return Object.fromEntries(memo.book.asked.map((asked) => [asked.objective.id, decideAsked(memo, asked, question)]));
}

function decideAsked(memo: CoverageMemo, asked: AskedObjective, question: ClassQuestion): ObjectiveOutcome {
  const { pair, place, answers, isExempt } = question;
  if (isExempt) return exemptOutcome(place.account.id);
  if ("missing" in asked) return missingOutcome(asked.missing);
  const view = memo.views.of(pair);
  const groups = new Map<string, DecidedAtoms & { count: number; readonly actions: string[] }>();
  for (const { kind, meeting, count, atoms } of view.metBy(asked)) {
    const [first] = atoms;
    if (first === undefined) continue;
    const outcome = memo.decide(first, kind, meeting, place);
    const key = `${memo.numberOf(outcome)} ${kind.part}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { outcome, part: kind.part, count: 0, actions: [] }));
    group.count += count;
    for (const { action } of atoms) if (group.actions.length < mostActions) group.actions.push(action);
  }
  const told = [...groups].map(([key, { count, actions }]) => `${key} ${count} ${actions.join(" ")}`);
  const ask: Ask = (atom) => memo.decide(atom, memo.book.kindOf(atom), view.meetingOf(atom.action), place);
  const binding = bindingOf(asked.atoms, pair.levels);
  const key = [asked.objective.id, view.selfMadeKey, bindingText(binding), answers, ...told].join("\n");
  const known = memo.summaries.get(key);
  if (known !== undefined) return known;
  const made = summarizeObjective({ accountId: place.account.id, binding, decided: [...groups.values()], ask });
  memo.summaries.set(key, made);
  return made;
}

/** What an outcome tells of the levels themselves. */
function bindingText(binding: PolicyLevels): string {
  if (binding.status === "unavailable") return binding.reason.code;
  return binding.levels.some(({ entries }) => entries.length === 0) ? "bare" : "";
}
