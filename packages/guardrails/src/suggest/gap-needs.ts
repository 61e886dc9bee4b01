import type { CoverageClass, ObjectiveOutcome } from "../coverage/coverage.ts";
import { askerOf } from "../coverage/decide-objective.ts";
import { placeOf } from "../coverage/decide-organization.ts";
import type { AtomOutcome } from "../decide/atom-outcome.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { type CompiledOrganization, levelsOf, rcpType, scpType } from "../evaluate/compile-organization.ts";
import { expandObjective, fillIn } from "../objectives/expand-objective.ts";
import type { Objective } from "../objectives/objective.ts";
import { missingParameters, parameterValues } from "../objectives/parameter-values.ts";
import type { PolicyCondition } from "../policy-document.ts";
import { type DenyDraft, draftDeny, isExpressible } from "./deny-draft.ts";
import { exemptionsFor, isOwnWayOut } from "./own-exemptions.ts";
import type { Suggestion } from "./suggestion.ts";

type Why = Suggestion["left"][number]["why"];
export type Needs = { readonly drafts: readonly DenyDraft[] } | { readonly why: Why };

/** Closed as far as the organisation wants it closed: what is left are its own exemptions. */
export function isClosed(
  { verdict, waysOut, waysOutLeftOff }: ObjectiveOutcome,
  own: readonly PolicyCondition[],
): boolean {
  if (verdict === "enforced" || verdict === "exempt") return true;
  if (verdict !== "conditional" || own.length === 0) return false;
  // Worst first: where the last one listed is a named exemption, so are those left off.
  const isListed = waysOutLeftOff === 0 || waysOut.at(-1)?.kind === "named-exemption";
  return isListed && waysOut.every(({ requirements }) => isOwnWayOut(requirements, own));
}

/** The Denies that an objective lacks in the accounts of some classes, its core only. */
export function needsOf(
  compiled: CompiledOrganization,
  objective: Objective,
  classes: readonly CoverageClass[],
  own: readonly PolicyCondition[],
): Needs {
  const { parameters, reading, partition, universe } = compiled;
  const organization = { id: reading.organization.id, partition };
  const values = parameterValues(objective, parameters, organization.id);
  // Patterns are denied whole: only actions that are named are looked at one by one.
  const requests = objective.requests.filter(({ actions }) => !actions.some((action) => /[*?]/.test(action)));
  const expanded = expandObjective({ ...objective, requests }, parameters, organization, universe);
  if (missingParameters(objective, values).length > 0 || "missing" in expanded) return { why: "parameter-missing" };
  const open = openActions(compiled, expanded.atoms, classes, exemptionsFor(objective, own));
  const drafts: DenyDraft[] = [];
  for (const request of objective.requests.filter(({ part }) => part === "core")) {
    const filled = fillIn(request, values, partition);
    const isNamed = !filled.actions.some((action) => /[*?]/.test(action));
    const wanted = isNamed ? { ...filled, actions: filled.actions.filter((action) => open.has(action)) } : filled;
    if (wanted.actions.length === 0) continue;
    for (const principals of request.principals) {
      const context = { exemptions: own, universe, organizationId: organization.id };
      const drafted = draftDeny(objective.id, wanted, principals, context);
      if ("why" in drafted) return drafted;
      if (!isExpressible(drafted.draft)) return { why: "not-expressible" };
      if (compiled.unavailable[drafted.draft.type] !== null)
        return { why: drafted.draft.type === rcpType ? "needs-resource-control-policy" : "unknown" };
      drafts.push(drafted.draft);
    }
  }
  return { drafts };
}

/** Core actions that some account of the classes still lets through, by name as the objective writes it. */
function openActions(
  compiled: CompiledOrganization,
  atoms: Extract<ReturnType<typeof expandObjective>, { readonly atoms: unknown }>["atoms"],
  classes: readonly CoverageClass[],
  own: readonly PolicyCondition[],
): ReadonlySet<string> {
  const open = new Set<string>();
  const memo = new DecisionMemo();
  const core = atoms.filter(({ part }) => part === "core");
  for (const { accounts } of classes) {
    const member = compiled.accounts.get(accounts[0] ?? "");
    if (member === undefined) continue;
    const levels = {
      scp: levelsOf(compiled, scpType, member.account.id),
      rcp: levelsOf(compiled, rcpType, member.account.id),
    };
    const ask = askerOf({ ...placeOf(compiled, member), ...levels, universe: compiled.universe }, memo);
    for (const atom of core) if (!open.has(atom.action) && !isAtomClosed(ask(atom), own)) open.add(atom.action);
  }
  return open;
}

function isAtomClosed(outcome: AtomOutcome, own: readonly PolicyCondition[]): boolean {
  if (outcome.kind === "stopped") return true;
  return outcome.kind === "escapes" && outcome.waysOut.every(({ requirements }) => isOwnWayOut(requirements, own));
}
