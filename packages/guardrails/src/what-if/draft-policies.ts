import type { OrganizationPolicy } from "../organization.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import { policyQuota } from "../policy-types/quotas.ts";
import { read } from "../reading.ts";
import type { DraftOperation } from "./draft-operation.ts";
import { attachedTo, type DraftState, isNode, type Refusal, targetsOf, withTargets } from "./draft-state.ts";

const statementTypes = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);

/** A policy that is new, or the content and name of one that exists. Its type and its attachments stay. */
export function putPolicy(
  state: DraftState,
  { policyId, name, type, content }: Extract<DraftOperation, { kind: "put-policy" }>,
): readonly Refusal[] {
  const known = state.policies.get(policyId);
  if (known?.awsManaged === true) return [{ code: "aws-managed", detail: policyId }];
  const invalid = problemOf(known?.type ?? type, content);
  if (invalid !== null) return [{ code: "policy-invalid", detail: invalid }];
  const made = known ?? { id: policyId, type, awsManaged: false, targetIds: read([]) };
  state.policies.set(policyId, { ...made, name, content: read(content) });
  const quota = policyQuota(made.type, state.day);
  return quota !== null && content.length > quota.characters ? [{ code: "policy-too-large", detail: policyId }] : [];
}

/** Where the text is no policy: `Statement[0].Effect missing-element`. */
function problemOf(type: string, content: string): string | null {
  if (statementTypes.has(type)) {
    const parsed = parsePolicyDocument(content);
    return parsed.status === "parsed" ? null : `${parsed.problem.path} ${parsed.problem.code}`.trim();
  }
  try {
    JSON.parse(content);
    return null;
  } catch {
    return "not-json";
  }
}

/** Detaches it from everywhere first, as AWS demands. */
export function removePolicy(state: DraftState, policyId: string): readonly Refusal[] {
  const policy = state.policies.get(policyId);
  if (policy === undefined) return [{ code: "policy-missing", detail: policyId }];
  if (policy.awsManaged) return [{ code: "aws-managed", detail: policyId }];
  const last = (targetsOf(policy) ?? []).find((targetId) => isLast(state, policy, targetId));
  if (last !== undefined) return [{ code: "last-policy", detail: last }];
  state.policies.delete(policyId);
  return [];
}

export function attach(state: DraftState, policyId: string, targetId: string): readonly Refusal[] {
  const policy = state.policies.get(policyId);
  if (policy === undefined) return [{ code: "policy-missing", detail: policyId }];
  if (!isNode(state, targetId)) return [{ code: "target-missing", detail: targetId }];
  if (state.statusOf.get(policy.type) !== "ENABLED") return [{ code: "type-not-enabled", detail: policy.type }];
  const targets = targetsOf(policy);
  if (targets === null) return [{ code: "targets-unread", detail: policyId }];
  if (targets.includes(targetId)) return [{ code: "already-attached", detail: targetId }];
  state.policies.set(policyId, withTargets(policy, [...targets, targetId]));
  const quota = policyQuota(policy.type, state.day);
  const isBeyond = quota !== null && attachedTo(state, policy.type, targetId).length > quota.attachments;
  return isBeyond ? [{ code: "too-many-attached", detail: targetId }] : [];
}

export function detach(state: DraftState, policyId: string, targetId: string): readonly Refusal[] {
  const policy = state.policies.get(policyId);
  if (policy === undefined) return [{ code: "policy-missing", detail: policyId }];
  const targets = targetsOf(policy);
  if (targets === null) return [{ code: "targets-unread", detail: policyId }];
  if (!targets.includes(targetId)) {
    return [{ code: isNode(state, targetId) ? "not-attached" : "target-missing", detail: targetId }];
  }
  if (policy.id === "p-RCPFullAWSAccess") return [{ code: "aws-managed", detail: policyId }];
  if (isLast(state, policy, targetId)) return [{ code: "last-policy", detail: targetId }];
  state.policies.set(
    policyId,
    withTargets(
      policy,
      targets.filter((id) => id !== targetId),
    ),
  );
  return [];
}

/**
 * Every node keeps at least one SCP. One whose targets were not read may be the other one.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html#min-max-policies
 */
function isLast(state: DraftState, policy: OrganizationPolicy, targetId: string): boolean {
  if (policy.type !== "SERVICE_CONTROL_POLICY") return false;
  const mayHangThere = (other: OrganizationPolicy) => other.type === policy.type && targetsOf(other) === null;
  if ([...state.policies.values()].some(mayHangThere)) return false;
  return attachedTo(state, policy.type, targetId).every(({ id }) => id === policy.id);
}
