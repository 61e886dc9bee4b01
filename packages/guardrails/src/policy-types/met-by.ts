import type { ObjectiveOutcome } from "../coverage/coverage.ts";
import type { DeclarativeSetting, Objective } from "../objectives/objective.ts";
import type { EffectivePolicies } from "./effective-policies.ts";
import { type EffectivePolicy, settingKey } from "./effective-policy.ts";

export type MetBy = NonNullable<ObjectiveOutcome["metBy"]>;

/** The declarative policy that fulfils an objective in an account by itself; null where none is sure to. */
export function metBy(objective: Objective, effective: EffectivePolicies, accountId: string): MetBy | null {
  for (const setting of objective.metBy) {
    const policy = effective.of(setting.type, accountId);
    const found = policy === null ? null : holds(policy, setting);
    if (found !== null) return found;
  }
  return null;
}

function holds(policy: EffectivePolicy, { path, values, and = [] }: DeclarativeSetting): MetBy | null {
  const found = valueAt(policy, path, values);
  return and.every((more) => valueAt(policy, more.path, more.values) !== null) ? found : null;
}

function valueAt({ settings }: EffectivePolicy, path: string, values: readonly string[]): MetBy | null {
  const setting = settings.get(settingKey(path.split(".")));
  const [value] = setting?.values ?? [];
  const policyId = setting?.policyIds[setting.policyIds.length - 1];
  if (value === undefined || policyId === undefined || setting?.isCertain !== true) return null;
  return values.includes(value) ? { policyId, path, value } : null;
}

/** What declarative policies fulfil in an account, by objective; equal texts for equal answers. */
export function metByKey(objectives: readonly Objective[], effective: EffectivePolicies, accountId: string): string {
  return objectives
    .flatMap((objective) => {
      const found = metBy(objective, effective, accountId);
      return found === null ? [] : [`${objective.id} ${found.policyId} ${found.value}`];
    })
    .join("|");
}
