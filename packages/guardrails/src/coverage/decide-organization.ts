import type { DecisionPlace } from "../decide/decision-input.ts";
import {
  type CompiledAccount,
  type CompiledOrganization,
  type Level,
  levelOf,
  levelsOf,
  rcpType,
  scpType,
} from "../evaluate/compile-organization.ts";
import { objectives as everyObjective } from "../objectives/index.ts";
import type { Coverage, CoverageClass, ObjectiveOutcome } from "./coverage.ts";
import { accountPlace, answersOf, CoverageMemo, type StackPair, type StackView } from "./coverage-memo.ts";
import { decideObjective, unknownOutcome } from "./decide-objective.ts";
import { type Stack, stackOf } from "./stack.ts";

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
    const view = new LazyView(pair, memo);
    for (const member of members) {
      const place = placeOf(compiled, member);
      const answers = member.isManagement ? "management" : answersOf(view.tests(), accountPlace(place));
      const key = `${pair.key}\n${answers}`;
      const known = classes.get(key);
      if (known !== undefined) known.accounts.push(member.account.id);
      else {
        const outcomes = outcomesOf(compiled, memo, view, place, key);
        classes.set(key, { key: memo.nameOf(pair, answers), accounts: [member.account.id], outcomes });
      }
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
  if (known !== undefined) return known;
  const made = new CoverageMemo({ universe, objectives, parameters, organization });
  if (memo !== undefined) {
    if (memo.byScope.size >= mostScopes) memo.byScope.clear();
    memo.byScope.set(scope, made);
  }
  return made;
}

type Group = { readonly pair: StackPair; readonly members: CompiledAccount[] };

/** Accounts by the policies that they meet. Levels are the same objects for accounts of one OU. */
function groupByStack(
  compiled: CompiledOrganization,
  memo: CoverageMemo,
  accountIds: readonly string[] | undefined,
): readonly Group[] {
  const groups = new Map<string, Group>();
  const members =
    accountIds === undefined
      ? [...compiled.accounts.values()]
      : accountIds.flatMap((id) => compiled.accounts.get(id) ?? []);
  const stacks = new StackFinder(compiled, memo);
  for (const member of members) {
    const pair = stacks.of(member);
    const group = groups.get(pair.key);
    if (group === undefined) groups.set(pair.key, { pair, members: [member] });
    else group.members.push(member);
  }
  return [...groups.values()];
}

/** The policies on the way to an account, found once for accounts of one node that attach the same themselves. */
class StackFinder {
  private readonly compiled: CompiledOrganization;
  private readonly memo: CoverageMemo;
  private readonly known = new Map<string, StackPair>();

  constructor(compiled: CompiledOrganization, memo: CoverageMemo) {
    this.compiled = compiled;
    this.memo = memo;
  }

  of({ account, path, isContradictory }: CompiledAccount): StackPair {
    const isWhole = path.broken === null && !isContradictory;
    const own = [scpType, rcpType].map((type) => this.ownKey(type, account.id));
    const key = [isWhole ? account.parentId : account.id, ...own].join("|");
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const scp = this.stack(scpType, account.id);
    const rcp = this.stack(rcpType, account.id);
    const keys = [
      scp?.key ?? this.compiled.unavailable[scpType]?.code,
      rcp?.key ?? this.compiled.unavailable[rcpType]?.code,
    ];
    const made = { scp, rcp, key: keys.join("/") };
    this.known.set(key, made);
    return made;
  }

  private ownKey(type: string, accountId: string): string {
    const own = this.memo.numbers.ofLevel(levelOf(this.compiled, type, accountId), this.compiled);
    return own.map(({ number }) => number).join(",");
  }

  private stack(type: string, accountId: string): Stack | null {
    const found = levelsOf(this.compiled, type, accountId);
    if (found.status === "unavailable") return null;
    return stackOf(found.levels, (level: Level) => this.memo.numbers.ofLevel(level, this.compiled));
  }
}

/** A view that is made when something has to be decided: most often nothing has. */
class LazyView {
  private readonly pair: StackPair;
  private readonly memo: CoverageMemo;
  private view: StackView | null = null;

  constructor(pair: StackPair, memo: CoverageMemo) {
    this.pair = pair;
    this.memo = memo;
  }

  get(): StackView {
    this.view ??= this.memo.view(this.pair);
    return this.view;
  }

  tests() {
    return this.memo.tests.get(this.pair.key) ?? this.get().tests;
  }
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

function outcomesOf(
  compiled: CompiledOrganization,
  memo: CoverageMemo,
  view: LazyView,
  place: DecisionPlace,
  key: string,
): CoverageClass["outcomes"] {
  const known = memo.classes.get(key);
  if (known !== undefined) return known;
  const outcomes: Record<string, ObjectiveOutcome> = {};
  const levels = {
    scp: levelsOf(compiled, scpType, place.account.id),
    rcp: levelsOf(compiled, rcpType, place.account.id),
  };
  for (const asked of memo.book.asked) {
    const atoms = "atoms" in asked ? asked.atoms : [];
    const isMissing = "missing" in asked && place.account.id !== place.organization.managementAccountId;
    outcomes[asked.objective.id] = isMissing
      ? unknownOutcome({ code: "parameter-missing", detail: asked.missing.join(", "), statements: [] })
      : decideObjective({ ...place, ...levels, atoms, universe: compiled.universe }, (atom) =>
          memo.decide(atom, view.get().meetingOf(atom.action), place),
        );
  }
  memo.classes.set(key, outcomes);
  return outcomes;
}
