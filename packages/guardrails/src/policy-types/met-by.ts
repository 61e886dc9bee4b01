import type { ObjectiveOutcome } from "../coverage/coverage.ts";
import type { DeclarativeSetting, Objective } from "../objectives/objective.ts";
import type { PolicyType } from "../organization.ts";
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

/** What declarative policies fulfil in one account, by objective; `key` is the same text for the same answers. */
export type MetObjectives = { readonly key: string; readonly byObjective: ReadonlyMap<string, MetBy> };

/** Answers for many accounts: those that get the same effective policies share them. */
export class MetIndex {
  private readonly objectives: readonly Objective[];
  private readonly effective: EffectivePolicies;
  private readonly types: readonly PolicyType[];
  private readonly numbers = new Map<EffectivePolicy, number>();
  private readonly known = new Map<string, MetObjectives>();

  constructor(objectives: readonly Objective[], effective: EffectivePolicies) {
    this.objectives = objectives.filter((objective) => objective.metBy.length > 0);
    this.effective = effective;
    this.types = [...new Set(this.objectives.flatMap((objective) => objective.metBy.map(({ type }) => type)))];
  }

  of(accountId: string): MetObjectives {
    const key = this.types.map((type) => this.numberOf(this.effective.of(type, accountId))).join(" ");
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const byObjective = new Map<string, MetBy>();
    for (const objective of this.objectives) {
      const found = metBy(objective, this.effective, accountId);
      if (found !== null) byObjective.set(objective.id, found);
    }
    const texts = [...byObjective].map(([id, { policyId, path, value }]) => [id, policyId, path, value].join(" "));
    const made = { key: texts.join("\n"), byObjective };
    this.known.set(key, made);
    return made;
  }

  private numberOf(policy: EffectivePolicy | null): number {
    if (policy === null) return -1;
    const number = this.numbers.get(policy) ?? this.numbers.size;
    this.numbers.set(policy, number);
    return number;
  }
}
