import type { OrganizationPolicy, OrganizationReading, PolicyType } from "../organization.ts";
import { read } from "../reading.ts";
import type { DraftProblem } from "./draft-operation.ts";

export type Refusal = Pick<DraftProblem, "code" | "detail">;

/** A reading that operations change: parents and policies by id, in the reading's order. */
export type DraftState = {
  readonly before: OrganizationReading;
  readonly parents: Map<string, string>;
  readonly policies: Map<string, OrganizationPolicy>;
  readonly statusOf: Map<PolicyType, string>;
  readonly unitIds: ReadonlySet<string>;
  /** Whose quotas count, `YYYY-MM-DD`; the newest known ones without it. */
  readonly day: string | undefined;
};

export function openDraft(before: OrganizationReading, day?: string): DraftState {
  const { organizationalUnits, accounts, policies, root } = before;
  return {
    before,
    parents: new Map([...organizationalUnits, ...accounts].map(({ id, parentId }) => [id, parentId])),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    statusOf: new Map(root.policyTypes.map(({ type, status }) => [type, status])),
    unitIds: new Set(organizationalUnits.map(({ id }) => id)),
    day,
  };
}

/** The reading with everything as the draft left it. What the draft did not touch stays the same object. */
export function closeDraft({ before, parents, policies, statusOf }: DraftState): OrganizationReading {
  const placed = <Node extends { readonly id: string; readonly parentId: string }>(node: Node): Node => {
    const parentId = parents.get(node.id) ?? node.parentId;
    return parentId === node.parentId ? node : { ...node, parentId };
  };
  return {
    ...before,
    root: { ...before.root, policyTypes: [...statusOf].map(([type, status]) => ({ type, status })) },
    organizationalUnits: before.organizationalUnits.map(placed),
    accounts: before.accounts.map(placed),
    policies: [...policies.values()],
  };
}

export function isNode({ before, parents }: DraftState, nodeId: string): boolean {
  return nodeId === before.root.id || parents.has(nodeId);
}

/** Null where the policy's targets were not read. */
export function targetsOf({ targetIds }: OrganizationPolicy): readonly string[] | null {
  return targetIds.status === "read" ? targetIds.value : null;
}

/** Policies of one type that are known to be attached to a node. */
export function attachedTo({ policies }: DraftState, type: PolicyType, nodeId: string): readonly OrganizationPolicy[] {
  return [...policies.values()].filter(
    (policy) => policy.type === type && targetsOf(policy)?.includes(nodeId) === true,
  );
}

export function withTargets(policy: OrganizationPolicy, targetIds: readonly string[]): OrganizationPolicy {
  return { ...policy, targetIds: read(targetIds) };
}
