import { type CompiledOrganization, compileOrganization, rcpType, scpType } from "../evaluate/compile-organization.ts";
import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";
import { read } from "../reading.ts";

const allowsEverything = read(
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
);

/**
 * The organisation as it is at worst: what nobody could read denies nothing and allows everything, wherever it may hang.
 * What is stopped there is stopped whatever the unread policies say. The same object where everything was read.
 */
export function worstCase(compiled: CompiledOrganization): CompiledOrganization {
  const { reading, universe, parameters, partition } = compiled;
  const isDark = (policy: OrganizationPolicy) =>
    (policy.type === scpType || policy.type === rcpType) &&
    (policy.targetIds.status === "unread" || compiled.policies.get(policy.id)?.state.status !== "parsed");
  const unread = reading.unread.filter(({ list }) => list !== "policies");
  if (!reading.policies.some(isDark) && unread.length === reading.unread.length) return compiled;
  const nodeIds = read([...compiled.parents.keys()]);
  const policies = reading.policies.flatMap((policy): readonly OrganizationPolicy[] => {
    if (!isDark(policy)) return [policy];
    // An RCP of a customer's can only deny.
    if (policy.type === rcpType) return [];
    const targetIds = policy.targetIds.status === "read" ? policy.targetIds : nodeIds;
    return [{ ...policy, content: allowsEverything, targetIds }];
  });
  const worst: OrganizationReading = { ...reading, policies, unread };
  return compileOrganization(worst, { universe, parameters, partition });
}
