import type { OrganizationPolicy, OrganizationReading, PolicyType } from "../organization.ts";
import { indexParents, type ParentIndex, pathTo } from "../organization-path.ts";
import {
  type AttachedPolicy,
  type EffectiveDoubt,
  type EffectivePolicy,
  effectivePolicy,
  inherit,
} from "./effective-policy.ts";
import { readManagementPolicy } from "./management-policy.ts";

type OfType = {
  /** What may act anywhere because nobody could read where it is attached. */
  readonly everywhere: readonly AttachedPolicy[];
  readonly byTarget: ReadonlyMap<string, readonly AttachedPolicy[]>;
  readonly byNode: Map<string, EffectivePolicy>;
};

/** Effective policies of one organisation, each policy read once and each node merged once. */
export class EffectivePolicies {
  private readonly reading: OrganizationReading;
  private readonly parents: ParentIndex;
  private readonly types = new Map<PolicyType, OfType>();

  constructor(reading: OrganizationReading, parents: ParentIndex = indexParents(reading)) {
    this.reading = reading;
    this.parents = parents;
  }

  /**
   * What an account (or a node) gets; the same object for nodes that get the same by inheritance. Null where the type is
   * not enabled: then nothing of it is in force. The management account gets these policies like any other.
   */
  of(type: PolicyType, nodeId: string): EffectivePolicy | null {
    const isEnabled = this.reading.root.policyTypes.some((one) => one.type === type && one.status === "ENABLED");
    if (!isEnabled) return null;
    const ofType = this.typeOf(type);
    const path = pathTo(this.parents, nodeId);
    let effective = effectivePolicy([ofType.everywhere]);
    if (path.broken !== null) {
      const doubt = { code: "place-unknown", detail: nodeId } as const;
      return effectivePolicy([[...ofType.everywhere, { id: nodeId, doubt }], ...this.levels(ofType, path.ids)]);
    }
    for (const id of path.ids) {
      const known = ofType.byNode.get(id);
      effective = known ?? inherit(effective, ofType.byTarget.get(id) ?? []);
      if (known === undefined) ofType.byNode.set(id, effective);
    }
    return effective;
  }

  private levels({ byTarget }: OfType, ids: readonly string[]): readonly (readonly AttachedPolicy[])[] {
    return ids.map((id) => byTarget.get(id) ?? []);
  }

  private typeOf(type: PolicyType): OfType {
    const known = this.types.get(type);
    if (known !== undefined) return known;
    const policies = this.reading.policies.filter((policy) => policy.type === type);
    const byTarget = new Map<string, AttachedPolicy[]>();
    const everywhere = this.doubtsOf(type);
    for (const policy of policies) {
      if (policy.targetIds.status === "unread") {
        everywhere.push({ id: policy.id, doubt: { code: "attachments-unread", detail: policy.id } });
        continue;
      }
      const attached = attachedOf(policy);
      for (const target of new Set(policy.targetIds.value))
        byTarget.set(target, [...(byTarget.get(target) ?? []), attached]);
    }
    const made = { everywhere, byTarget, byNode: new Map<string, EffectivePolicy>() };
    this.types.set(type, made);
    return made;
  }

  private doubtsOf(type: PolicyType): AttachedPolicy[] {
    const isUnread = this.reading.unread.some(
      ({ list, scope }) => list === "policies" && (scope === undefined || scope === type),
    );
    const doubt: EffectiveDoubt = { code: "attachments-unread", detail: type };
    return isUnread ? [{ id: type, doubt }] : [];
  }
}

function attachedOf({ id, content }: OrganizationPolicy): AttachedPolicy {
  if (content.status === "unread") return { id, doubt: { code: "policy-unread", detail: id } };
  const read = readManagementPolicy(content.value);
  if (read.status === "problem") return { id, doubt: { code: "policy-unreadable", detail: id } };
  return { id, policy: read.policy };
}
