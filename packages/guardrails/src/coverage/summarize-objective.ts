import type { AtomOutcome, AtomWayOut } from "../decide/atom-outcome.ts";
import type { Ask } from "../decide/self-made.ts";
import { selfMade } from "../decide/self-made.ts";
import type { PolicyLevels } from "../evaluate/compile-organization.ts";
import type { RequestPart } from "../objectives/objective.ts";
import type { CoverageReason, ObjectiveOutcome, StatementReference, WayOut, WayOutKind, Witness } from "./coverage.ts";
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
  readonly accountId: string;
  /** What binds the objective's callers. */
  readonly binding: PolicyLevels;
  readonly decided: readonly DecidedAtoms[];
  /** Decides what tells whether an administrator can make himself an exemption. */
  readonly ask: Ask;
};

/** The verdict of an objective over its atoms, with what decides it. */
export function summarizeObjective({ accountId, binding, decided, ask }: ObjectiveQuestion): ObjectiveOutcome {
  const core = decided.filter(({ part }) => part === "core");
  const actions = countOutcomes(core);
  const verdict = verdictOf(actions);
  const waysOut = gather(core, accountId, ask);
  return {
    verdict,
    reason: reasonFor(binding, verdict, core),
    actions,
    hardening: countOutcomes(decided.filter(({ part }) => part === "hardening")),
    waysOut: waysOut.slice(0, mostWaysOut),
    waysOutLeftOff: Math.max(0, waysOut.length - mostWaysOut),
    deciding: distinct(core.flatMap(({ outcome }) => (outcome.kind === "stopped" ? outcome.by : []))),
    witness: waysOut.find(({ witness }) => witness !== null)?.witness ?? refusal(core),
    metBy: null,
  };
}

type Decided = readonly DecidedAtoms[];

/** Why nothing is in force, or what nobody could say; a level without any policy is named where all is stopped. */
function reasonFor(binding: PolicyLevels, verdict: ObjectiveOutcome["verdict"], core: Decided): CoverageReason | null {
  const unknown = core.find(({ outcome }) => outcome.kind === "unknown")?.outcome;
  if (unknown?.kind === "unknown") return unknown.reason;
  if (binding.status === "unavailable") return verdict === "none" ? binding.reason : null;
  const bare = binding.levels.find(({ entries }) => entries.length === 0);
  if (verdict === "enforced" && bare !== undefined) return reason("no-policy", bare.nodeId ?? "");
  return core.length === 0 ? reason("action-unknown", "") : null;
}

function reason(code: CoverageReason["code"], detail: string): CoverageReason {
  return { code, detail, statements: [] };
}

const rank: Readonly<Record<WayOutKind, number>> = { open: 0, state: 1, route: 2, "named-exemption": 3 };

/** Ways out of all core atoms, the same ones together, worst first: open, then what an administrator can make. */
function gather(core: Decided, account: string, ask: Ask): readonly WayOut[] {
  const byDetail = new Map<
    string,
    { readonly way: AtomWayOut; readonly all: AtomWayOut[]; readonly actions: Set<string>; asked: number }
  >();
  for (const { outcome, actions, count } of core) {
    const ways = outcome.kind === "open" ? [outcome.wayOut] : outcome.kind === "escapes" ? outcome.waysOut : [];
    for (const way of ways) {
      const key = `${way.kind} ${way.detail}`;
      const known = byDetail.get(key) ?? { way, all: [], actions: new Set(), asked: 0 };
      byDetail.set(key, known);
      known.all.push(way);
      for (const action of actions) known.actions.add(action);
      known.asked += count;
    }
  }
  const ways = [...byDetail.values()].map(({ way, all, actions, asked }): WayOut => {
    const made = selfMade(way.requirements, account, ask);
    return {
      kind: way.kind,
      requirements: way.requirements,
      detail: way.detail,
      statements: distinct(all.flatMap(({ statements }) => statements)),
      actions: [...actions].slice(0, mostActions),
      ...(asked > mostActions ? { actionsLeftOff: Math.max(0, asked - Math.min(actions.size, mostActions)) } : {}),
      selfMade: made.selfMade,
      selfMadeBy: made.by,
      witness: witnessOf(all),
    };
  });
  return ways.sort((left, right) => badness(left) - badness(right));
}

function badness({ kind, selfMade: isSelfMade, requirements }: WayOut): number {
  const isWithoutMfa = requirements.some(({ key, orAbsent }) => key.startsWith("aws:MultiFactorAuth") && orAbsent);
  return rank[kind] * 3 - (isSelfMade === true ? 4 : 0) - (isWithoutMfa ? 2 : 0) - (kind === "open" ? 10 : 0);
}

function witnessOf(ways: readonly AtomWayOut[]): Witness | null {
  const found = ways.find(({ witness }) => witness !== null)?.witness ?? null;
  return found === null ? null : { ...found, deniedBy: [] };
}

/** Where all is stopped: one of the requests, and what stops it. */
function refusal(core: Decided): Witness | null {
  for (const { outcome } of core) {
    if (outcome.kind === "stopped" && outcome.refused !== null) {
      return { request: outcome.refused, deniedBy: outcome.by, isChecked: true };
    }
  }
  return null;
}

function distinct(references: readonly StatementReference[]): readonly StatementReference[] {
  return [...new Map(references.map((one) => [`${one.policyId} ${one.statement}`, one])).values()];
}
