import { isEveryAction, isEveryResource } from "./match-pattern.ts";
import type { OrganizationPolicy, OrganizationReading } from "./organization.ts";
import { indexParents, type NodePath, type ParentIndex, pathTo } from "./organization-path.ts";
import { parsePolicyDocument } from "./parse-policy.ts";
import type { PolicyStatement } from "./policy-document.ts";
import { type Reading, read, type UnreadReason, unread } from "./reading.ts";

const scpType = "SERVICE_CONTROL_POLICY";

/** What one SCP does by itself; whether its Allow narrows anything depends on what else its level attaches. */
type PolicyEffect =
  | { readonly name: string; readonly denies: boolean; readonly allowsEverything: boolean; readonly allows: boolean }
  | { readonly unreadable: UnreadReason };

/** Answers for many nodes of one organisation; policies and parents are read once. */
export type ScpIndex = {
  readonly enabled: boolean;
  readonly parents: ParentIndex;
  readonly effectsByTarget: ReadonlyMap<string, readonly PolicyEffect[]>;
  /** Policies that may be attached anywhere: their targets, or the list of policies itself, were not read. */
  readonly anywhere: UnreadReason | null;
  readonly unitsUnread: UnreadReason | null;
};

/** Parses each SCP once. Disabling the policy type detaches all SCPs, so attachments of such a root count for nothing. */
export function indexScps(organization: OrganizationReading): ScpIndex {
  const effectsByTarget = new Map<string, PolicyEffect[]>();
  let anywhere = reasonOf(organization, "policies", scpType);
  for (const policy of organization.policies) {
    if (policy.type !== scpType) continue;
    const effect = effectOf(policy);
    if (policy.targetIds.status === "unread") {
      // A policy that only allows everything restricts nothing wherever it hangs.
      if ("unreadable" in effect || effect.denies || effect.allows) anywhere ??= policy.targetIds.reason;
      continue;
    }
    for (const target of new Set(policy.targetIds.value)) {
      const effects = effectsByTarget.get(target);
      if (effects === undefined) effectsByTarget.set(target, [effect]);
      else effects.push(effect);
    }
  }
  return {
    enabled: organization.root.policyTypes.some(({ type, status }) => type === scpType && status === "ENABLED"),
    parents: indexParents(organization),
    effectsByTarget,
    anywhere,
    unitsUnread: reasonOf(organization, "organizational-units", null),
  };
}

function reasonOf(
  organization: OrganizationReading,
  list: OrganizationReading["unread"][number]["list"],
  scope: string | null,
): UnreadReason | null {
  const found = organization.unread.find(
    (entry) => entry.list === list && (scope === null || entry.scope === undefined || entry.scope === scope),
  );
  return found?.reason ?? null;
}

function effectOf(policy: OrganizationPolicy): PolicyEffect {
  if (policy.content.status === "unread") return { unreadable: policy.content.reason };
  const parsed = parsePolicyDocument(policy.content.value);
  if (parsed.status === "problem") return { unreadable: { code: "policy-unreadable", detail: policy.id } };
  const { statements } = parsed.document;
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  return {
    name: policy.name,
    denies: statements.some(({ effect }) => effect === "Deny"),
    allowsEverything: allowing.some(allowsAll),
    allows: allowing.length > 0 && !allowing.some(allowsAll),
  };
}

function allowsAll(statement: PolicyStatement): boolean {
  return (
    statement.conditions.length === 0 &&
    statement.actions?.some(isEveryAction) === true &&
    statement.resources?.some(isEveryResource) === true
  );
}

/**
 * Names of the SCPs on the way from the root to the node that restrict something: those with a Deny, and those with a
 * narrow Allow at a level where no policy allows everything (policies of one level unite, levels intersect). Unread
 * where none is known and something that was not read may be one.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function restrictingPoliciesOf(index: ScpIndex, nodeId: string): Reading<readonly string[]> {
  if (!index.enabled) return read([]);
  const path = pathTo(index.parents, nodeId);
  const names = new Set<string>();
  let doubt: UnreadReason | null = index.anywhere;
  for (const id of path.ids) {
    const level = judgeLevel(index.effectsByTarget.get(id) ?? []);
    for (const name of level.names) names.add(name);
    doubt ??= level.doubt;
  }
  if (names.size > 0) return read([...names].sort());
  doubt ??= doubtOfPath(path, index.unitsUnread);
  return doubt === null ? read([]) : { status: "unread", reason: doubt };
}

/** The same for one node; use the index where many are asked. */
export function restrictingPolicies(organization: OrganizationReading, nodeId: string): Reading<readonly string[]> {
  return restrictingPoliciesOf(indexScps(organization), nodeId);
}

function judgeLevel(effects: readonly PolicyEffect[]): { names: readonly string[]; doubt: UnreadReason | null } {
  const names: string[] = [];
  let doubt: UnreadReason | null = null;
  let everythingAllowed = false;
  for (const effect of effects) {
    if ("unreadable" in effect) doubt ??= effect.unreadable;
    else if (effect.allowsEverything) everythingAllowed = true;
  }
  for (const effect of effects) {
    if ("unreadable" in effect) continue;
    // An unreadable neighbour may allow everything, so a narrow Allow beside it proves nothing.
    if (effect.denies || (effect.allows && !everythingAllowed && doubt === null)) names.push(effect.name);
  }
  return { names, doubt };
}

function doubtOfPath(path: NodePath, unitsUnread: UnreadReason | null): UnreadReason | null {
  if (path.broken === null) return null;
  if (unitsUnread !== null) return unitsUnread;
  const broken = unread("malformed-answer", "organizations:ListOrganizationalUnitsForParent", path.broken);
  return broken.status === "unread" ? broken.reason : null;
}
