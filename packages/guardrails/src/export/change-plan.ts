import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";

/** A policy that somebody must create or change, with everything it is attached to afterwards. */
export type PlannedPolicy = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly targetIds: readonly string[];
  /** It is in the organisation already, under this id: a tool must take it over instead of creating it. */
  readonly exists: boolean;
  /** Of the targets, those to which it is attached today. */
  readonly attachedToday: readonly string[];
};

export type PlannedAttachment = { readonly policyId: string; readonly targetId: string };

/** What leads from one organisation to another. Policies whose content nobody could read are left out. */
export type ChangePlan = {
  readonly policies: readonly PlannedPolicy[];
  /** Attachments of policies that are not among `policies`: nothing but where they hang changes. */
  readonly attach: readonly PlannedAttachment[];
  readonly detach: readonly PlannedAttachment[];
  readonly remove: readonly { readonly id: string; readonly name: string }[];
  readonly move: readonly { readonly nodeId: string; readonly from: string; readonly to: string }[];
  readonly policyTypes: readonly { readonly type: string; readonly status: string }[];
};

/** Compares by id; all lists are sorted, so that the same draft always gives the same file. */
export function changePlan(before: OrganizationReading, after: OrganizationReading): ChangePlan {
  const earlier = new Map(before.policies.map((policy) => [policy.id, policy]));
  const planned: PlannedPolicy[] = [];
  const attach: PlannedAttachment[] = [];
  const detach: PlannedAttachment[] = [];
  for (const policy of [...after.policies].sort(byId)) {
    const was = earlier.get(policy.id);
    const today = targetsOf(was);
    const targets = targetsOf(policy);
    detach.push(...missingFrom(today, targets).map((targetId) => ({ policyId: policy.id, targetId })));
    if (policy.content.status === "read" && (was === undefined || differs(was, policy))) {
      const { id, name, type, content } = policy;
      const attachedToday = targets.filter((target) => today.includes(target));
      const exists = was !== undefined;
      planned.push({ id, name, type, content: content.value, targetIds: targets, exists, attachedToday });
    } else attach.push(...missingFrom(targets, today).map((targetId) => ({ policyId: policy.id, targetId })));
  }
  const kept = new Set(after.policies.map(({ id }) => id));
  const remove = before.policies.filter(({ id }) => !kept.has(id)).sort(byId);
  return {
    policies: planned,
    attach,
    detach: [
      ...detach,
      ...remove.flatMap((policy) => targetsOf(policy).map((targetId) => ({ policyId: policy.id, targetId }))),
    ],
    remove: remove.map(({ id, name }) => ({ id, name })),
    move: movesOf(before, after),
    policyTypes: after.root.policyTypes.filter(({ type, status }) => statusOf(before, type) !== status),
  };
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function targetsOf(policy: OrganizationPolicy | undefined): readonly string[] {
  return policy?.targetIds.status === "read" ? [...new Set(policy.targetIds.value)].sort() : [];
}

function missingFrom(all: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return all.filter((one) => !known.has(one));
}

function differs(was: OrganizationPolicy, is: OrganizationPolicy): boolean {
  if (was.name !== is.name) return true;
  return is.content.status === "read" && (was.content.status !== "read" || was.content.value !== is.content.value);
}

function movesOf(before: OrganizationReading, after: OrganizationReading): ChangePlan["move"] {
  const parents = new Map(
    [...before.organizationalUnits, ...before.accounts].map(({ id, parentId }) => [id, parentId]),
  );
  return [...after.organizationalUnits, ...after.accounts].sort(byId).flatMap(({ id, parentId }) => {
    const from = parents.get(id);
    return from === undefined || from === parentId ? [] : [{ nodeId: id, from, to: parentId }];
  });
}

function statusOf({ root }: OrganizationReading, wanted: string): string {
  return root.policyTypes.find(({ type }) => type === wanted)?.status ?? "DISABLED";
}
