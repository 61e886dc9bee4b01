import { decideAtom } from "../decide/decide-atom.ts";
import type { DecisionInput } from "../decide/decision-input.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { isForeign } from "../decide/principal-cases.ts";
import { nothingInForce, type RelevantStatements, relevantStatements } from "../decide/relevant-statements.ts";
import { type Ask, selfMade } from "../decide/self-made.ts";
import { statementsFor } from "../decide/statements-for.ts";
import type { PolicyLevels } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";
import type { ObjectiveOutcome } from "./coverage.ts";
import { summarizeObjective } from "./summarize-objective.ts";

/** One objective in one account. `ask` decides an atom; without it each is decided anew. */
export function decideObjective(input: DecisionInput, ask: Ask = askerOf(input)): ObjectiveOutcome {
  if (input.account.id === input.organization.managementAccountId) return exemptOutcome(input.account.id);
  const decided = input.atoms.map((atom) => ({
    outcome: ask(atom),
    part: atom.part,
    count: 1,
    actions: [atom.action],
  }));
  return summarizeObjective({
    binding: bindingOf(input.atoms, input),
    decided,
    selfMadeOf: ({ requirements }) => selfMade(requirements, input.account.id, ask, input.account.partition),
    confirm: ({ outcome }) => outcome,
  });
}

/** SCPs where one atom asks about the account's own principals, else RCPs. */
export function bindingOf(atoms: readonly Atom[], { scp, rcp }: Pick<DecisionInput, "scp" | "rcp">): PolicyLevels {
  return atoms.every(({ principals }) => isForeign(principals)) ? rcp : scp;
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

/** An objective that cannot be decided: parameters of it have no value. */
export function missingOutcome(names: readonly string[]): ObjectiveOutcome {
  const reason = { code: "parameter-missing", detail: names.join(", "), statements: [] } as const;
  return { ...undecided, verdict: "unknown", reason };
}

/** The management account, which no policy binds. */
export function exemptOutcome(accountId: string): ObjectiveOutcome {
  const reason = { code: "management-account", detail: accountId, statements: [] } as const;
  return { ...undecided, verdict: "exempt", reason };
}
