import type { AtomOutcome } from "../decide/atom-outcome.ts";
import type { DecisionPlace } from "../decide/decision-input.ts";
import { type Ask, selfMade } from "../decide/self-made.ts";
import type { CompiledAccount, CompiledOrganization, PolicyLevels } from "../evaluate/compile-organization.ts";
import { EffectivePolicies } from "../policy-types/effective-policies.ts";
import { MetIndex, type MetObjectives } from "../policy-types/met-by.ts";
import { type AccountTest, answersOf } from "./account-tests.ts";
import type { AskedObjective } from "./atom-book.ts";
import type { Coverage, CoverageClass, ObjectiveOutcome } from "./coverage.ts";
import type { CoverageMemo } from "./coverage-memo.ts";
import { type DecideOptions, memoOf } from "./coverage-memos.ts";
import { bindingOf, exemptOutcome, missingOutcome } from "./decide-objective.ts";
import { placeReferences, placeText, type Summary, summaryOf } from "./place-references.ts";
import { bareNodeOf } from "./stack.ts";
import { StackFinder, type StackPair } from "./stack-pair.ts";
import type { MetAtoms } from "./stack-view.ts";
import { type DecidedAtoms, mostActions, summarizeObjective } from "./summarize-objective.ts";

/**
 * Every objective in every account. Accounts that nothing tells apart are decided together (scp.md 3.5): O(accounts)
 * for finding the classes, and one decision per class.
 */
export function decideOrganization(compiled: CompiledOrganization, options: DecideOptions = {}): Coverage {
  const memo = memoOf(compiled, options);
  const known = options.accounts === undefined ? memo.decided.get(compiled) : undefined;
  if (known !== undefined) return known;
  const declared = new MetIndex(memo.book.objectives, new EffectivePolicies(compiled.reading, compiled.parents));
  const groups = groupByStack(compiled, memo, options.accounts);
  const coverage = {
    objectives: memo.book.objectives.map(({ id }) => id),
    classes: groups.flatMap((group) => classesOf(compiled, memo, declared, group)),
  };
  if (options.accounts === undefined) memo.decided.set(compiled, coverage);
  return coverage;
}

type OpenClass = CoverageClass & { readonly accounts: string[] };

/** Accounts with the same policies, by what those tell apart. */
function classesOf(
  compiled: CompiledOrganization,
  memo: CoverageMemo,
  declared: MetIndex,
  { pair, members }: StackGroup,
): readonly OpenClass[] {
  const tests = members.every(({ isManagement }) => isManagement) ? [] : memo.views.testsOf(pair);
  const decided = memo.classesOf(pair);
  const classes = new Map<string, OpenClass>();
  for (const member of members) {
    const { account, isManagement } = member;
    const met = declared.of(account.id);
    const answers = isManagement ? "management" : answersIn(compiled, member, tests);
    const told = met.key === "" ? answers : `${answers}\n${met.key}`;
    const known = classes.get(told);
    if (known !== undefined) {
      known.accounts.push(account.id);
      continue;
    }
    const question = { pair, place: placeOf(compiled, member), answers, isExempt: isManagement, met };
    const outcomes = decided.get(told) ?? decideClass(memo, question);
    decided.set(told, outcomes);
    classes.set(told, { key: memo.nameOf(pair, told), accounts: [account.id], outcomes });
  }
  return [...classes.values()];
}

function answersIn(compiled: CompiledOrganization, member: CompiledAccount, tests: readonly AccountTest[]): string {
  if (tests.length === 0) return "";
  return answersOf(tests, { id: member.account.id, path: placeOf(compiled, member).path });
}

type StackGroup = { readonly pair: StackPair; readonly members: CompiledAccount[] };

/** Accounts by the policies that they meet. */
function groupByStack(
  compiled: CompiledOrganization,
  memo: CoverageMemo,
  accountIds: readonly string[] | undefined,
): readonly StackGroup[] {
  const groups = new Map<string, StackGroup>();
  const all = compiled.accounts;
  const members = accountIds === undefined ? [...all.values()] : accountIds.flatMap((id) => all.get(id) ?? []);
  const stacks = new StackFinder(compiled, memo.numbers);
  for (const member of members) {
    const pair = stacks.of(member);
    const group = groups.get(pair.name);
    if (group === undefined) groups.set(pair.name, { pair, members: [member] });
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
  readonly met: MetObjectives;
};

function decideClass(memo: CoverageMemo, question: ClassQuestion): CoverageClass["outcomes"] {
  const { byObjective } = question.met;
  return Object.fromEntries(
    memo.book.asked.map((asked) => {
      const { id } = asked.objective;
      const outcome = decideAsked(memo, asked, question);
      const metBy = byObjective.get(id);
      return [id, metBy === undefined ? outcome : { ...outcome, metBy }];
    }),
  );
}

function decideAsked(memo: CoverageMemo, asked: AskedObjective, question: ClassQuestion): ObjectiveOutcome {
  const { pair, place, isExempt } = question;
  if (isExempt) return exemptOutcome(place.account.id);
  if ("missing" in asked) return missingOutcome(asked.missing);
  const summary = summarize(memo, asked.objective.id, bindingOf(asked.atoms, pair.levels), asked, question);
  const key = placeText(summary, pair);
  const known = memo.placed.get(key);
  if (known !== undefined) return known;
  const made = placeReferences(summary, pair, memo.numbers);
  memo.placed.set(key, made);
  return made;
}

/** Atoms with one outcome, and one of them as an example. */
type Group = DecidedAtoms & { count: number; text: string; readonly actions: string[]; readonly example: MetAtoms };

function summarize(
  memo: CoverageMemo,
  objectiveId: string,
  binding: PolicyLevels,
  asked: AskedObjective,
  { pair, place, answers }: ClassQuestion,
): Summary {
  const view = memo.views.of(pair);
  const groups = groupByOutcome(memo, view.metBy(asked), place);
  const told = groups.map(({ outcome, part, count, text }) => `${memo.numberOf(outcome)} ${part} ${count} ${text}`);
  const selfMadeKey = groups.some(isNamed) ? `${view.selfMadeKey} ${answers}` : "";
  const key = [objectiveId, selfMadeKey, bindingText(binding), ...told].join("\n");
  const known = memo.summaries.get(key);
  if (known !== undefined) return known;
  const ask: Ask = (atom) => memo.decide(atom, memo.book.kindOfId(atom), view.meetingOf(atom.action), place);
  const made = summarizeObjective({
    binding,
    decided: groups,
    selfMadeOf: ({ requirements, detail }) => {
      const name = `${selfMadeKey}\n${detail}`;
      const found = memo.selfMade.get(name) ?? selfMade(requirements, place.account.id, ask, place.account.partition);
      memo.selfMade.set(name, found);
      return found;
    },
    confirm: (group) => {
      const { kind, meeting, atoms } = exampleOf(groups, group);
      const [atom] = atoms;
      return atom === undefined ? group.outcome : memo.confirm(atom, kind, meeting, place);
    },
  });
  const summary = summaryOf(memo.summaries.size, made);
  memo.summaries.set(key, summary);
  return summary;
}

const named = new WeakMap<AtomOutcome, boolean>();

/** Whether an answer hangs on what an administrator of the account can make. */
function isNamed({ outcome }: DecidedAtoms): boolean {
  const known = named.get(outcome);
  if (known !== undefined) return known;
  const ways = outcome.kind === "open" ? [outcome.wayOut] : outcome.kind === "escapes" ? outcome.waysOut : [];
  const found = ways.some(({ requirements }) => requirements.some(({ kind }) => kind === "named-exemption"));
  named.set(outcome, found);
  return found;
}

function exampleOf(groups: readonly Group[], group: DecidedAtoms): MetAtoms {
  const found = groups.find((one) => one === group);
  if (found === undefined) throw new Error("atoms of another objective");
  return found.example;
}

function groupByOutcome(memo: CoverageMemo, met: readonly MetAtoms[], place: DecisionPlace): readonly Group[] {
  const groups = { core: new Map<AtomOutcome, Group>(), hardening: new Map<AtomOutcome, Group>() };
  for (const example of met) {
    const { kind, meeting, count, atoms } = example;
    const [first] = atoms;
    if (first === undefined) continue;
    const outcome = memo.decide(first, kind, meeting, place);
    const known = groups[kind.part].get(outcome);
    const group = known ?? { outcome, part: kind.part, count: 0, actions: [], text: "", example };
    if (known === undefined) groups[kind.part].set(outcome, group);
    group.count += count;
    if (group.actions.length >= mostActions) continue;
    group.text += example.text;
    for (const { action } of atoms) group.actions.push(action);
  }
  return [...groups.core.values(), ...groups.hardening.values()];
}

/** What an outcome tells of the levels themselves. */
function bindingText(binding: PolicyLevels): string {
  if (binding.status === "unavailable") return binding.reason.code;
  const bare = bareNodeOf(binding.levels);
  return bare === null ? "" : `bare ${bare}`;
}
