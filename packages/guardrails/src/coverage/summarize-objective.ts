import type { AtomOutcome, AtomWayOut } from "../decide/atom-outcome.ts";
import type { SelfMade } from "../decide/self-made.ts";
import type { PolicyLevels } from "../evaluate/compile-organization.ts";
import type { RequestPart } from "../objectives/objective.ts";
import type { CoverageReason, ObjectiveOutcome, StatementReference, WayOut, WayOutKind, Witness } from "./coverage.ts";
import { bareNodeOf } from "./stack.ts";
import { countOutcomes, verdictOf } from "./verdict.ts";

const mostWaysOut = 20;
/** An objective about every action opens thousands at once. */
export const mostActions = 100;

/** Atoms of an objective that share their outcome. */
export type DecidedAtoms = {
  readonly outcome: AtomOutcome;
  readonly part: RequestPart;
  readonly count: number;
  /** Their actions, as many as are told. */
  readonly actions: readonly string[];
};

export type ObjectiveQuestion = {
  /** What binds the objective's callers. */
  readonly binding: PolicyLevels;
  readonly decided: readonly DecidedAtoms[];
  /** Whether an administrator can make himself what the way asks for. */
  readonly selfMadeOf: (way: AtomWayOut) => SelfMade;
  /** The same outcome with requests that show it. */
  readonly confirm: (atoms: DecidedAtoms) => AtomOutcome;
};

/** The verdict of an objective over its atoms, with what decides it. */
export function summarizeObjective(question: ObjectiveQuestion): ObjectiveOutcome {
  const { binding, decided } = question;
  const core = decided.filter(({ part }) => part === "core");
  const actions = countOutcomes(core);
  const verdict = verdictOf(actions);
  const all = gather(core, question.selfMadeOf);
  const waysOut = all
    .slice(0, mostWaysOut)
    .map(({ groups, ...way }) => ({ ...way, witness: witnessOf(way, groups, question) }));
  return {
    verdict,
    reason: reasonFor(binding, verdict, core),
    actions,
    hardening: countOutcomes(decided.filter(({ part }) => part === "hardening")),
    waysOut,
    waysOutLeftOff: all.length - waysOut.length,
    deciding: distinct(core.flatMap(({ outcome }) => (outcome.kind === "stopped" ? outcome.by : []))),
    witness: waysOut.find(({ witness }) => witness !== null)?.witness ?? refusal(core, question),
    metBy: null,
  };
}

type Decided = readonly DecidedAtoms[];

/** Why nothing is in force, or what nobody could say; a level without any policy is named where all is stopped. */
function reasonFor(binding: PolicyLevels, verdict: ObjectiveOutcome["verdict"], core: Decided): CoverageReason | null {
  const unknown = core.find(({ outcome }) => outcome.kind === "unknown")?.outcome;
  if (unknown?.kind === "unknown") return unknown.reason;
  if (core.length === 0) return reason("action-unknown", "");
  if (binding.status === "unavailable") return verdict === "none" ? binding.reason : null;
  const bare = bareNodeOf(binding.levels);
  if (verdict === "enforced" && bare !== null) return reason("no-policy", bare);
  return null;
}

function reason(code: CoverageReason["code"], detail: string): CoverageReason {
  return { code, detail, statements: [] };
}

const rank: Readonly<Record<WayOutKind, number>> = { open: 0, state: 1, route: 2, "named-exemption": 3 };

/** A way with the atoms that it opens. */
type GatheredWay = Omit<WayOut, "witness"> & { readonly groups: readonly DecidedAtoms[] };

/** Ways out of all core atoms, the same ones together, worst first: open, then what an administrator can make. */
function gather(core: Decided, selfMadeOf: ObjectiveQuestion["selfMadeOf"]): readonly GatheredWay[] {
  const byDetail = new Map<string, { readonly all: AtomWayOut[]; readonly groups: DecidedAtoms[] }>();
  for (const group of core) {
    for (const way of waysOf(group.outcome)) {
      const key = `${way.kind} ${way.detail}`;
      const known = byDetail.get(key) ?? { all: [], groups: [] };
      byDetail.set(key, known);
      known.all.push(way);
      known.groups.push(group);
    }
  }
  const ways = [...byDetail.values()].flatMap(({ all, groups }) => {
    const [first] = all;
    if (first === undefined) return [];
    const made = selfMadeOf(first);
    return {
      kind: first.kind,
      requirements: first.requirements,
      detail: first.detail,
      statements: distinct(all.flatMap(({ statements }) => statements)),
      ...actionsOf(groups),
      selfMade: made.selfMade,
      selfMadeBy: made.by,
      groups,
    };
  });
  return ways.sort((left, right) => badness(left) - badness(right) || compareTexts(left.detail, right.detail));
}

function waysOf(outcome: AtomOutcome): readonly AtomWayOut[] {
  if (outcome.kind === "open") return [outcome.wayOut];
  return outcome.kind === "escapes" ? outcome.waysOut : [];
}

function actionsOf(groups: readonly DecidedAtoms[]): Pick<WayOut, "actions" | "actionsLeftOff"> {
  const actions = [...new Set(groups.flatMap((group) => group.actions))].slice(0, mostActions);
  const asked = groups.reduce((sum, { count }) => sum + count, 0);
  return asked > mostActions ? { actions, actionsLeftOff: asked - actions.length } : { actions };
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function badness({ kind, selfMade: isSelfMade, requirements }: GatheredWay): number {
  const isWithoutMfa = requirements.some(({ key, orAbsent }) => key.startsWith("aws:MultiFactorAuth") && orAbsent);
  return rank[kind] * 3 - (isSelfMade === true ? 4 : 0) - (isWithoutMfa ? 2 : 0) - (kind === "open" ? 10 : 0);
}

/** Atoms tried for a witness of one way: where a statement that nobody can read may stop it, the next may do. */
const mostTried = 3;

function witnessOf(
  { kind, detail }: Pick<WayOut, "kind" | "detail">,
  groups: readonly DecidedAtoms[],
  { confirm }: ObjectiveQuestion,
): Witness | null {
  for (const group of groups.slice(0, mostTried)) {
    const same = waysOf(confirm(group)).find((way) => way.kind === kind && way.detail === detail);
    if (same?.witness !== undefined && same.witness !== null) return { ...same.witness, deniedBy: [] };
  }
  return null;
}

/** Where all is stopped: one of the requests, and what stops it. */
function refusal(core: Decided, { confirm }: ObjectiveQuestion): Witness | null {
  for (const group of core.filter(({ outcome }) => outcome.kind === "stopped").slice(0, mostTried)) {
    const shown = confirm(group);
    if (shown.kind === "stopped" && shown.refused !== null) {
      return { request: shown.refused, deniedBy: shown.by, isChecked: true };
    }
  }
  return null;
}

function distinct(references: readonly StatementReference[]): readonly StatementReference[] {
  return [...new Map(references.map((one) => [`${one.policyId} ${one.statement}`, one])).values()];
}
