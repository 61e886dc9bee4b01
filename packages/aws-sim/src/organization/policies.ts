import { hostileName } from "./names/hostile.ts";
import { planPolicies } from "./policy-documents.ts";
import type { PolicyPlan } from "./policy-plan.ts";
import { lettersAndDigits, randomFrom } from "./random.ts";
import type { Settings } from "./settings.ts";
import type { UnitPlan } from "./shapes.ts";
import type { Structure } from "./structure.ts";
import type { PolicyTypeName, SimulatedPolicy } from "./types.ts";

export const brokenPolicyKey = "hand-edited";

/** All policies with their targets. A type that is disabled keeps its policies and loses its attachments, as in AWS. */
export function buildPolicies(
  settings: Settings,
  input: {
    readonly structure: Structure;
    readonly units: readonly UnitPlan[];
    readonly accountIds: readonly string[];
    readonly disabled: readonly PolicyTypeName[];
    readonly broken: boolean;
  },
): readonly SimulatedPolicy[] {
  const { structure, accountIds } = input;
  const everything = [structure.root.id, ...structure.units.map(({ id }) => id), ...accountIds];
  const attached = (type: PolicyTypeName, targetIds: readonly string[]) =>
    input.disabled.includes(type) ? [] : targetIds;
  const plans = [...planPolicies(settings), ...(input.broken ? [brokenPolicy] : [])];
  return [
    ...defaultPolicies.map((policy) => ({ ...policy, targetIds: attached(policy.type, everything) })),
    ...plans.map((plan) => ({
      ...customPolicy(settings, plan),
      targetIds: attached(plan.type, targetsOf(plan, input.units, structure)),
    })),
  ];
}

/** Keys of the service control policies that an OU is under, the root's included, from the plans alone. */
export function policiesOver(unitKey: string, units: readonly UnitPlan[], broken: boolean): readonly string[] {
  const unit = units.find(({ key }) => key === unitKey);
  if (unit === undefined) return [];
  const here = [...unit.policies, ...(broken && brokenTarget(units) === unitKey ? [brokenPolicyKey] : [])];
  return [...here, ...(unit.parentKey === null ? [] : policiesOver(unit.parentKey, units, broken))];
}

const allowAll = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const awsManaged = { awsManaged: true, description: "Allows access to every operation" };

const defaultPolicies: readonly Omit<SimulatedPolicy, "targetIds">[] = [
  {
    ...awsManaged,
    id: "p-FullAWSAccess",
    arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
    name: "FullAWSAccess",
    type: "SERVICE_CONTROL_POLICY",
    content: JSON.stringify(allowAll),
  },
  {
    ...awsManaged,
    id: "p-RCPFullAWSAccess",
    arn: "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess",
    name: "RCPFullAWSAccess",
    type: "RESOURCE_CONTROL_POLICY",
    content: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
    }),
  },
];

const brokenPolicy: PolicyPlan = {
  key: brokenPolicyKey,
  name: brokenPolicyKey,
  description: "Copied from a wiki page",
  type: "SERVICE_CONTROL_POLICY",
  content: '{ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny", "Action": ',
};

/** An OU that has no policy of its own, so that the broken one decides. */
function brokenTarget(units: readonly UnitPlan[]): string | null {
  const bare = units.find(
    ({ kinds, policies, parentKey }) => kinds.length > 0 && policies.length === 0 && parentKey === null,
  );
  return bare?.key ?? units.find(({ kinds }) => kinds.length > 0)?.key ?? null;
}

function targetsOf(plan: PolicyPlan, units: readonly UnitPlan[], structure: Structure): readonly string[] {
  const keys =
    plan.key === brokenPolicyKey
      ? [brokenTarget(units)].filter((key) => key !== null)
      : units.filter(({ policies }) => policies.includes(plan.key)).map(({ key }) => key);
  const ids = keys.map((key) => structure.unitByKey.get(key)?.id).filter((id) => id !== undefined);
  return plan.onRoot === true || (plan.key === brokenPolicyKey && ids.length === 0) ? [structure.root.id, ...ids] : ids;
}

function customPolicy(settings: Settings, plan: PolicyPlan): Omit<SimulatedPolicy, "targetIds"> {
  const id = `p-${randomFrom(settings.seed, "policy", plan.key).text(8, lettersAndDigits)}`;
  const name = (text: string) => (settings.hostile ? hostileName(`policy ${plan.key} ${text}`, text, "json") : text);
  return {
    id,
    arn: `arn:aws:organizations::${settings.managementAccountId}:policy/${settings.organizationId}/${plan.type.toLowerCase()}/${id}`,
    name: name(plan.name),
    description: name(plan.description),
    type: plan.type,
    awsManaged: false,
    content: typeof plan.content === "string" ? plan.content : JSON.stringify(plan.content, null, 2),
  };
}
