import { managementPolicies } from "./management-policies.ts";
import type { PolicyPlan } from "./policy-plan.ts";
import { resourceControlPolicies } from "./resource-control-policies.ts";
import { serviceControlPolicies } from "./service-control-policies.ts";
import type { Settings } from "./settings.ts";

/** The policies that an organisation has written for itself by this week. All but FullAWSAccess and its like. */
export function planPolicies(settings: Settings): readonly PolicyPlan[] {
  return [
    ...serviceControlPolicies(settings),
    ...resourceControlPolicies(settings),
    ...managementPolicies(settings),
  ].filter(({ sinceWeek = 0 }) => sinceWeek <= settings.week);
}
