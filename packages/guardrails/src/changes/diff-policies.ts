import type { OrganizationPolicy, OrganizationReading, PolicyType } from "../organization.ts";
import type { OrganizationChange } from "./organization-change.ts";

/** What the tree and the types explain by themselves. */
export type Surroundings = {
  readonly isNew: (nodeId: string) => boolean;
  readonly isGone: (nodeId: string) => boolean;
  readonly isSwitchedOn: (type: PolicyType) => boolean;
  readonly isSwitchedOff: (type: PolicyType) => boolean;
};

/**
 * Policies that came, changed, were attached, detached and went, in this order. AWS attaches its own policies to new
 * nodes and with a type, takes every attachment away with a type and those of a node with the node: neither is told.
 * https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html
 */
export function diffPolicies(
  before: OrganizationReading,
  after: OrganizationReading,
  surroundings: Surroundings,
): readonly OrganizationChange[] {
  const was = new Map(before.policies.map((policy) => [policy.id, policy]));
  const is = new Map(after.policies.map((policy) => [policy.id, policy]));
  const ids = [...new Set([...was.keys(), ...is.keys()])].sort();
  // What one of the readings may only not have seen is no change of the other's.
  const pairs = ids
    .map((id) => ({ was: was.get(id), is: is.get(id) }))
    .filter(
      ({ was: old, is: now }) =>
        !(old === undefined && now !== undefined && isListUnread(before, now.type)) &&
        !(now === undefined && old !== undefined && isListUnread(after, old.type)),
    );
  const nameOf = namesOf(before, after);
  return [
    ...pairs.flatMap(createdOf),
    ...pairs.flatMap(renamedOf),
    ...pairs.flatMap(editedOf),
    ...pairs.flatMap((pair) => attachmentsOf(pair, "attached", nameOf, surroundings)),
    ...pairs.flatMap((pair) => attachmentsOf(pair, "detached", nameOf, surroundings)),
    ...pairs.flatMap(removedOf),
  ];
}

/** The same policy in both readings, by id. */
type Pair = { readonly was: OrganizationPolicy | undefined; readonly is: OrganizationPolicy | undefined };

function createdOf({ was, is }: Pair): readonly OrganizationChange[] {
  if (is === undefined || was !== undefined || is.awsManaged) return [];
  return [{ kind: "policy-created", policyId: is.id, name: is.name, type: is.type, content: textOf(is) }];
}

function removedOf({ was, is }: Pair): readonly OrganizationChange[] {
  if (was === undefined || is !== undefined || was.awsManaged) return [];
  return [{ kind: "policy-removed", policyId: was.id, name: was.name, type: was.type, content: textOf(was) }];
}

function renamedOf({ was, is }: Pair): readonly OrganizationChange[] {
  if (was === undefined || is === undefined || was.name === is.name) return [];
  return [{ kind: "policy-renamed", policyId: is.id, type: is.type, before: was.name, name: is.name }];
}

function editedOf({ was, is }: Pair): readonly OrganizationChange[] {
  if (was === undefined || is === undefined) return [];
  const before = textOf(was);
  const after = textOf(is);
  if (before === null || after === null || before === after || packed(before) === packed(after)) return [];
  return [{ kind: "policy-edited", policyId: is.id, name: is.name, type: is.type, before, after }];
}

function attachmentsOf(
  { was, is }: Pair,
  kind: "attached" | "detached",
  nameOf: (nodeId: string) => string,
  { isNew, isGone, isSwitchedOn, isSwitchedOff }: Surroundings,
): readonly OrganizationChange[] {
  const policy = is ?? was;
  const targets = { was: targetsOf(was), is: targetsOf(is) };
  if (policy === undefined || targets.was === null || targets.is === null) return [];
  const [here, there] = kind === "attached" ? [targets.is, targets.was] : [targets.was, targets.is];
  const isExplained = (targetId: string) =>
    kind === "attached"
      ? policy.awsManaged && (isNew(targetId) || isSwitchedOn(policy.type))
      : isGone(targetId) || isSwitchedOff(policy.type);
  return [...here]
    .filter((targetId) => !there.has(targetId) && !isExplained(targetId))
    .sort()
    .map((targetId) => ({
      kind,
      policyId: policy.id,
      name: policy.name,
      type: policy.type,
      targetId,
      targetName: nameOf(targetId),
    }));
}

/** A policy that does not exist hangs nowhere; null where its targets were not read. */
function targetsOf(policy: OrganizationPolicy | undefined): ReadonlySet<string> | null {
  if (policy === undefined) return new Set();
  return policy.targetIds.status === "read" ? new Set(policy.targetIds.value) : null;
}

function textOf({ content }: OrganizationPolicy): string | null {
  return content.status === "read" ? content.value : null;
}

/** Blank space outside quotes is no change of a policy. */
function packed(text: string): string {
  return text.replace(/("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g, "$1");
}

function isListUnread({ unread }: OrganizationReading, type: PolicyType): boolean {
  return unread.some(({ list, scope }) => list === "policies" && (scope === undefined || scope === type));
}

function namesOf(before: OrganizationReading, after: OrganizationReading): (nodeId: string) => string {
  const names = new Map<string, string>();
  for (const { root, organizationalUnits, accounts } of [before, after]) {
    names.set(root.id, root.name ?? "Root");
    for (const { id, name } of [...organizationalUnits, ...accounts]) names.set(id, name);
  }
  return (nodeId) => names.get(nodeId) ?? nodeId;
}
