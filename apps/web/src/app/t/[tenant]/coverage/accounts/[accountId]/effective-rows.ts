import { type CompiledOrganization, EffectivePolicies } from "@sekinin/guardrails";

export type EffectiveRow = {
  /** Place in the document, keys joined with ` › `. */
  readonly path: string;
  readonly values: readonly string[];
  readonly isCertain: boolean;
  /** Policies that made the value, in the order of the levels. */
  readonly policies: readonly { readonly id: string; readonly name: string }[];
};

/** What an account gets of one type of policy. */
export type EffectiveGroup = {
  readonly type: string;
  readonly rows: readonly EffectiveRow[];
  /** Whether a policy, its attachments or the account's place was not read: what is listed may be otherwise. */
  readonly isInDoubt: boolean;
};

/** Types that allow and deny requests: coverage itself is about them. */
const decided: ReadonlySet<string> = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);

/** Effective policies of the other types, as far as they say something or something about them is in doubt. */
export function effectiveGroups({ reading, parents }: CompiledOrganization, accountId: string): EffectiveGroup[] {
  const effective = new EffectivePolicies(reading, parents);
  const names = new Map(reading.policies.map(({ id, name }) => [id, name]));
  const types = [...new Set(reading.root.policyTypes.map(({ type }) => type))].filter((type) => !decided.has(type));
  return types.sort().flatMap((type) => {
    const policy = effective.of(type, accountId);
    if (policy === null || (policy.settings.size === 0 && policy.doubts.length === 0)) return [];
    const rows = [...policy.settings.values()].map(({ path, values, isCertain, policyIds }) => ({
      path: path.join(" › "),
      values,
      isCertain,
      policies: policyIds.map((id) => ({ id, name: names.get(id) ?? id })),
    }));
    return [{ type, rows: rows.sort((a, b) => a.path.localeCompare(b.path)), isInDoubt: policy.doubts.length > 0 }];
  });
}
