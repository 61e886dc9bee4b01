import { type CompiledOrganization, levelsOf, rcpType, scpType } from "../evaluate/compile-organization.ts";
import { expandObjective } from "../objectives/expand-objective.ts";
import { findObjective } from "../objectives/index.ts";
import { pathTo } from "../organization-path.ts";
import type { ObjectiveOutcome } from "./coverage.ts";
import { decideObjective, missingOutcome } from "./decide-objective.ts";
import { decideOrganization, placeOf } from "./decide-organization.ts";
import { mapReferences } from "./place-references.ts";

/**
 * One objective in one account, with the node on the way from the root that each statement is attached to. Null where the
 * organisation has no such account or there is no such objective.
 */
export function explainObjective(
  compiled: CompiledOrganization,
  objectiveId: string,
  accountId: string,
): ObjectiveOutcome | null {
  const { classes } = decideOrganization(compiled, { objectives: [objectiveId], accounts: [accountId] });
  const outcome = classes[0]?.outcomes[objectiveId];
  return outcome === undefined ? null : attachedOnWay(outcome, attachments(compiled, accountId));
}

/** The same without anything shared, each atom for itself: slow for objectives about every action. */
export function decideAlone(
  compiled: CompiledOrganization,
  objectiveId: string,
  accountId: string,
): ObjectiveOutcome | null {
  const objective = findObjective(objectiveId);
  const member = compiled.accounts.get(accountId);
  if (objective === undefined || member === undefined) return null;
  const { parameters, reading, partition, universe } = compiled;
  const expanded = expandObjective(objective, parameters, { id: reading.organization.id, partition }, universe);
  if ("missing" in expanded && !member.isManagement) return missingOutcome(expanded.missing);
  return decideObjective({
    ...placeOf(compiled, member),
    atoms: "atoms" in expanded ? expanded.atoms : [],
    scp: levelsOf(compiled, scpType, accountId),
    rcp: levelsOf(compiled, rcpType, accountId),
    universe,
  });
}

/** The node nearest to the root that attaches a policy, by the policy's id. */
function attachments(compiled: CompiledOrganization, accountId: string): ReadonlyMap<string, string> {
  const nearest = new Map<string, string>();
  const { policies } = compiled.reading;
  for (const nodeId of pathTo(compiled.parents, accountId).ids) {
    for (const { id, targetIds } of policies) {
      if (targetIds.status === "read" && !nearest.has(id) && targetIds.value.includes(nodeId)) nearest.set(id, nodeId);
    }
  }
  return nearest;
}

function attachedOnWay(outcome: ObjectiveOutcome, nearest: ReadonlyMap<string, string>): ObjectiveOutcome {
  return mapReferences(outcome, (references) =>
    references.map((one) => ({ ...one, attachedTo: nearest.get(one.policyId) ?? null })),
  );
}
