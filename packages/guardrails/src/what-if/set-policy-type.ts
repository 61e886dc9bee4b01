import type { OrganizationPolicy, PolicyType } from "../organization.ts";
import { read } from "../reading.ts";
import { type DraftState, type Refusal, withTargets } from "./draft-state.ts";

/**
 * Switches a policy type on or off at the root. Off: every policy of the type stays and loses all attachments. On: AWS
 * attaches its own policy that allows everything to the root, every OU and every account; attachments do not come back.
 * https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/enable-policy-type.html
 */
export function setPolicyType(state: DraftState, type: PolicyType, status: "ENABLED" | "DISABLED"): readonly Refusal[] {
  if (state.before.organization.featureSet !== "ALL") return [{ code: "type-not-enabled", detail: type }];
  const isOn = state.statusOf.get(type) === "ENABLED";
  if (isOn === (status === "ENABLED")) return [];
  state.statusOf.set(type, status);
  for (const policy of state.policies.values()) {
    if (policy.type === type) state.policies.set(policy.id, withTargets(policy, []));
  }
  const own = fullAccess[type];
  if (status === "DISABLED" || own === undefined) return [];
  const everywhere = [state.before.root.id, ...state.parents.keys()];
  state.policies.set(own.id, withTargets(state.policies.get(own.id) ?? own, everywhere));
  return [];
}

function awsPolicy(id: string, type: PolicyType, statement: Readonly<Record<string, string>>): OrganizationPolicy {
  return {
    id,
    name: id.slice("p-".length),
    type,
    awsManaged: true,
    content: read(JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] })),
    targetIds: read([]),
  };
}

const fullAccess: Readonly<Record<string, OrganizationPolicy>> = {
  SERVICE_CONTROL_POLICY: awsPolicy("p-FullAWSAccess", "SERVICE_CONTROL_POLICY", { Action: "*", Resource: "*" }),
  RESOURCE_CONTROL_POLICY: awsPolicy("p-RCPFullAWSAccess", "RESOURCE_CONTROL_POLICY", {
    Principal: "*",
    Action: "*",
    Resource: "*",
  }),
};
