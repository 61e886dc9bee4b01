import type { OrganizationReading, PolicyType } from "../organization.ts";
import { type PolicyQuota, policyQuota } from "./quotas.ts";

export type QuotaUse = {
  readonly type: PolicyType;
  /** Null for a type whose quotas are not known. */
  readonly quota: PolicyQuota | null;
  readonly policies: number;
  /** Largest first. Policies that were not read are not among them. */
  readonly sizes: readonly { readonly policyId: string; readonly characters: number }[];
  /** Nodes with the most policies first. */
  readonly attachments: readonly { readonly nodeId: string; readonly policies: number }[];
  /** False where a policy's targets, or the list of policies, were not read: numbers are then the least there is. */
  readonly isWhole: boolean;
};

/** How much of AWS's quotas an organisation uses, by type of policy, on a day (`YYYY-MM-DD`). */
export function quotaUse(reading: OrganizationReading, day?: string): readonly QuotaUse[] {
  const types = new Set([...reading.root.policyTypes, ...reading.policies].map(({ type }) => type));
  return [...types].sort().map((type) => useOf(reading, type, day));
}

function useOf(reading: OrganizationReading, type: PolicyType, day: string | undefined): QuotaUse {
  const policies = reading.policies.filter((policy) => policy.type === type);
  const byNode = new Map<string, number>();
  for (const { targetIds } of policies) {
    if (targetIds.status === "unread") continue;
    for (const nodeId of new Set(targetIds.value)) byNode.set(nodeId, (byNode.get(nodeId) ?? 0) + 1);
  }
  const isListUnread = reading.unread.some(
    ({ list, scope }) => list === "policies" && (scope === undefined || scope === type),
  );
  return {
    type,
    quota: policyQuota(type, day),
    policies: policies.length,
    sizes: policies
      .flatMap(({ id, content }) =>
        content.status === "read" ? [{ policyId: id, characters: content.value.length }] : [],
      )
      .sort((left, right) => right.characters - left.characters || (left.policyId < right.policyId ? -1 : 1)),
    attachments: [...byNode]
      .map(([nodeId, count]) => ({ nodeId, policies: count }))
      .sort((left, right) => right.policies - left.policies || (left.nodeId < right.nodeId ? -1 : 1)),
    isWhole: !isListUnread && policies.every(({ targetIds }) => targetIds.status === "read"),
  };
}
