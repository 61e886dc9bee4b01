import type { OrganizationPolicy, OrganizationReading, PolicyType } from "../organization.ts";
import { read } from "../reading.ts";
import type { OrganizationChange } from "./organization-change.ts";

/**
 * The reading with one change made, on the way to `after`, which holds what a change does not tell. Applied one after
 * the other, the changes of `diffOrganizations` lead from one reading to the other as far as coverage goes.
 */
export function applyChange(
  reading: OrganizationReading,
  change: OrganizationChange,
  after: OrganizationReading,
): OrganizationReading {
  switch (change.kind) {
    case "policy-created":
      return withPolicy(reading, after, change.policyId, { targetIds: read([]) });
    case "policy-edited":
    case "policy-renamed":
      return withPolicy(reading, after, change.policyId, targetsOf(reading, change.policyId));
    case "policy-removed":
      return { ...reading, policies: reading.policies.filter(({ id }) => id !== change.policyId) };
    case "attached":
      return withTargets(reading, change.policyId, (ids) => [...ids, change.targetId]);
    case "detached":
      return withTargets(reading, change.policyId, (ids) => ids.filter((id) => id !== change.targetId));
    case "account-moved":
      return { ...reading, accounts: moved(reading.accounts, change.nodeId, change.to) };
    case "unit-moved":
      return { ...reading, organizationalUnits: moved(reading.organizationalUnits, change.nodeId, change.to) };
    case "account-joined":
    case "unit-created":
      return arrived(reading, after, change.nodeId);
    case "account-left":
      return { ...reading, accounts: reading.accounts.filter(({ id }) => id !== change.nodeId) };
    case "unit-removed":
      return {
        ...reading,
        organizationalUnits: reading.organizationalUnits.filter(({ id }) => id !== change.nodeId),
      };
    case "type-enabled":
    case "type-disabled":
      return switched(reading, after, change.type, change.kind === "type-enabled");
    default:
      return assertNever(change);
  }
}

type Target = Pick<OrganizationPolicy, "targetIds">;

function targetsOf({ policies }: OrganizationReading, policyId: string): Target {
  return { targetIds: policies.find(({ id }) => id === policyId)?.targetIds ?? read([]) };
}

/** The policy as the later reading has it, at the targets given. */
function withPolicy(
  reading: OrganizationReading,
  after: OrganizationReading,
  policyId: string,
  { targetIds }: Target,
): OrganizationReading {
  const later = after.policies.find(({ id }) => id === policyId);
  if (later === undefined) return reading;
  const policy = { ...later, targetIds };
  const isKnown = reading.policies.some(({ id }) => id === policyId);
  const policies = isKnown
    ? reading.policies.map((one) => (one.id === policyId ? policy : one))
    : [...reading.policies, policy];
  return { ...reading, policies };
}

function withTargets(
  reading: OrganizationReading,
  policyId: string,
  change: (targetIds: readonly string[]) => readonly string[],
): OrganizationReading {
  const policies = reading.policies.map((policy) =>
    policy.id === policyId && policy.targetIds.status === "read"
      ? { ...policy, targetIds: read(change(policy.targetIds.value)) }
      : policy,
  );
  return { ...reading, policies };
}

function moved<Node extends { readonly id: string; readonly parentId: string }>(
  nodes: readonly Node[],
  nodeId: string,
  parentId: string,
): readonly Node[] {
  return nodes.map((node) => (node.id === nodeId ? { ...node, parentId } : node));
}

/** A node comes with what AWS itself attaches to it. */
function arrived(reading: OrganizationReading, after: OrganizationReading, nodeId: string): OrganizationReading {
  const ofNode = ({ id }: { readonly id: string }) => id === nodeId;
  const own = new Set(
    after.policies.flatMap(({ id, awsManaged, targetIds }) =>
      awsManaged && targetIds.status === "read" && targetIds.value.includes(nodeId) ? [id] : [],
    ),
  );
  return {
    ...reading,
    organizationalUnits: [...reading.organizationalUnits, ...after.organizationalUnits.filter(ofNode)],
    accounts: [...reading.accounts, ...after.accounts.filter(ofNode)],
    policies: reading.policies.map((policy) =>
      own.has(policy.id) && policy.targetIds.status === "read"
        ? { ...policy, targetIds: read([...policy.targetIds.value, nodeId]) }
        : policy,
    ),
  };
}

/** Off, all attachments of the type go; on, AWS's own policies hang where the later reading has them. */
function switched(
  reading: OrganizationReading,
  after: OrganizationReading,
  type: PolicyType,
  isOn: boolean,
): OrganizationReading {
  const others = reading.root.policyTypes.filter((known) => known.type !== type);
  const known = new Set(reading.policies.map(({ id }) => id));
  const own = after.policies.filter((policy) => policy.type === type && policy.awsManaged);
  const attached = new Map(own.map(({ id, targetIds }) => [id, targetIds]));
  const policies = [...reading.policies, ...own.filter(({ id }) => !known.has(id))].map((policy) =>
    policy.type === type ? { ...policy, targetIds: (isOn ? attached.get(policy.id) : undefined) ?? read([]) } : policy,
  );
  return {
    ...reading,
    root: { ...reading.root, policyTypes: [...others, { type, status: isOn ? "ENABLED" : "DISABLED" }] },
    policies,
  };
}

function assertNever(value: never): never {
  throw new Error(`no such change: ${JSON.stringify(value)}`);
}
