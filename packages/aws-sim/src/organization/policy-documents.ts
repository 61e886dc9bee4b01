import { managementPolicies } from "./management-policies.ts";
import { resourceControlPolicies } from "./resource-control-policies.ts";
import { serviceControlPolicies } from "./service-control-policies.ts";
import type { Settings } from "./settings.ts";
import type { PolicyTypeName } from "./types.ts";

export type PolicyPlan = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly type: PolicyTypeName;
  /** OUs name the keys of their policies; this adds the root. */
  readonly onRoot?: boolean;
  /** The week in which somebody wrote it; 0 without it. */
  readonly sinceWeek?: number;
  /** An object, or the text itself where it must be no JSON. */
  readonly content: object | string;
};

/** The policies that an organisation has written for itself by this week. All but FullAWSAccess and its like. */
export function planPolicies(settings: Settings): readonly PolicyPlan[] {
  return [
    ...serviceControlPolicies(settings),
    ...resourceControlPolicies(settings),
    ...managementPolicies(settings),
  ].filter(({ sinceWeek = 0 }) => sinceWeek <= settings.week);
}
