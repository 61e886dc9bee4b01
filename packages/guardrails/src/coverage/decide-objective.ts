import type { AtomOutcome, AtomWayOut } from "../decide/atom-outcome.ts";
import { decideAtom } from "../decide/decide-atom.ts";
import type { DecisionInput } from "../decide/decision-input.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { isForeign } from "../decide/principal-cases.ts";
import { nothingInForce, type RelevantStatements, relevantStatements } from "../decide/relevant-statements.ts";
import { type Ask, selfMade } from "../decide/self-made.ts";
import { statementsFor } from "../decide/statements-for.ts";
import type { PolicyLevels } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";
import type { CoverageReason, ObjectiveOutcome, StatementReference, WayOut, WayOutKind, Witness } from "./coverage.ts";
import { countOutcomes, verdictOf } from "./verdict.ts";

const mostWaysOut = 20;

/** One objective in one account. `ask` decides an atom; without it each is decided anew. */
export function decideObjective(input: DecisionInput, ask: Ask = askerOf(input)): ObjectiveOutcome {
  if (input.account.id === input.organization.managementAccountId) {
    return { ...undecided, verdict: "exempt", reason: reason("management-account", input.account.id) };
  }
  const decided = input.atoms.map((atom) => ({ atom, outcome: ask(atom) }));
  const core = decided.filter(({ atom }) => atom.part === "core");
  const actions = countOutcomes(core.map(({ outcome }) => outcome));
  const verdict = verdictOf(actions);
  const waysOut = gather(core, input.account.id, ask);
  return {
    verdict,
    reason: reasonFor(input, verdict, core),
    actions,
    hardening: countOutcomes(decided.flatMap(({ atom, outcome }) => (atom.part === "hardening" ? [outcome] : []))),
    waysOut: waysOut.slice(0, mostWaysOut),
    waysOutLeftOff: Math.max(0, waysOut.length - mostWaysOut),
    deciding: distinct(core.flatMap(({ outcome }) => (outcome.kind === "stopped" ? outcome.by : []))),
    witness: waysOut.find(({ witness }) => witness !== null)?.witness ?? refusal(core),
    metBy: null,
  };
}

/** Decides atoms of one account, each action's statements gathered once. */
export function askerOf(input: Omit<DecisionInput, "atoms">, memo = new DecisionMemo()): Ask {
  const { scp, rcp, universe } = input;
  const known = new Map<string, { readonly scp: RelevantStatements; readonly rcp: RelevantStatements }>();
  return (atom) => {
    let found = known.get(atom.action);
    if (found === undefined) {
      found = { scp: relevantIn(atom.action, scp), rcp: relevantIn(atom.action, rcp) };
      known.set(atom.action, found);
    }
    const relevant = statementsFor(atom, found.scp, found.rcp, universe);
    return decideAtom({ atom, place: input, universe, relevant }, memo);
  };
}

function relevantIn(action: string, levels: PolicyLevels): RelevantStatements {
  return levels.status === "levels" ? relevantStatements(action, levels.levels) : nothingInForce;
}

type Decided = readonly { readonly atom: Atom; readonly outcome: AtomOutcome }[];

const none = { stopped: 0, escaping: 0, open: 0, unknown: 0 };
const undecided: Omit<ObjectiveOutcome, "verdict" | "reason"> = {
  actions: none,
  hardening: none,
  waysOut: [],
  waysOutLeftOff: 0,
  deciding: [],
  witness: null,
  metBy: null,
};

/** An objective that cannot be decided at all: a parameter is missing, or its account's place is not known. */
export function unknownOutcome(why: CoverageReason): ObjectiveOutcome {
  return { ...undecided, verdict: "unknown", reason: why };
}

function reason(code: CoverageReason["code"], detail: string): CoverageReason {
  return { code, detail, statements: [] };
}

/** Why nothing is in force, or what nobody could say; a level without any policy is named where all is stopped. */
function reasonFor(
  { scp, rcp, atoms }: DecisionInput,
  verdict: ObjectiveOutcome["verdict"],
  core: Decided,
): CoverageReason | null {
  const unknown = core.find(({ outcome }) => outcome.kind === "unknown")?.outcome;
  if (unknown?.kind === "unknown") return unknown.reason;
  const binding = atoms.every(({ principals }) => isForeign(principals)) ? rcp : scp;
  if (binding.status === "unavailable") return verdict === "none" ? binding.reason : null;
  const bare = binding.levels.find(({ entries }) => entries.length === 0);
  if (verdict === "enforced" && bare !== undefined) return reason("no-policy", bare.nodeId ?? "");
  return core.length === 0 ? reason("action-unknown", "") : null;
}

const rank: Readonly<Record<WayOutKind, number>> = { open: 0, state: 1, route: 2, "named-exemption": 3 };

/** Ways out of all core atoms, the same ones together, worst first: open, then what an administrator can make. */
function gather(core: Decided, account: string, ask: Ask): readonly WayOut[] {
  const byDetail = new Map<
    string,
    { readonly way: AtomWayOut; readonly all: AtomWayOut[]; readonly actions: Set<string> }
  >();
  for (const { atom, outcome } of core) {
    const ways = outcome.kind === "open" ? [outcome.wayOut] : outcome.kind === "escapes" ? outcome.waysOut : [];
    for (const way of ways) {
      const key = `${way.kind} ${way.detail}`;
      const known = byDetail.get(key) ?? { way, all: [], actions: new Set() };
      byDetail.set(key, known);
      known.all.push(way);
      known.actions.add(atom.action);
    }
  }
  const ways = [...byDetail.values()].map(({ way, all, actions }): WayOut => {
    const made = selfMade(way.requirements, account, ask);
    return {
      kind: way.kind,
      requirements: way.requirements,
      detail: way.detail,
      statements: distinct(all.flatMap(({ statements }) => statements)),
      actions: [...actions],
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
