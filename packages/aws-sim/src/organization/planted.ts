import type { PlantedVerdict } from "../wire/handler.ts";
import type { AccountPlan } from "./members.ts";
import { brokenPolicyKey, policiesOver } from "./policies.ts";
import type { Settings } from "./settings.ts";
import type { UnitPlan } from "./shapes.ts";
import type { Structure } from "./structure.ts";

/**
 * The organisation's own duty, by OU that holds accounts: what its plan attaches on the path from the root.
 * Where the policy type is off, the root alone answers for all.
 */
export function plantScpDuties(
  settings: Settings,
  input: {
    readonly structure: Structure;
    readonly units: readonly UnitPlan[];
    readonly plans: readonly AccountPlan[];
    readonly scpEnabled: boolean;
    readonly broken: boolean;
  },
): readonly PlantedVerdict[] {
  const { structure, units } = input;
  const duty = (
    resource: string,
    verdict: PlantedVerdict["verdict"],
    reason: string | null = null,
  ): PlantedVerdict => ({
    accountId: settings.managementAccountId,
    controlId: "organizations-scp-enforced",
    region: "global",
    resource,
    verdict,
    reason,
  });
  if (!input.scpEnabled) return [duty(structure.root.arn, "fail")];
  const held = new Set(input.plans.filter(({ kind }) => kind !== "management").map(({ unitKey }) => unitKey));
  return [...held].map((unitKey) => {
    const arn = unitKey === null ? structure.root.arn : (structure.unitByKey.get(unitKey)?.arn ?? structure.root.arn);
    const keys = unitKey !== null ? policiesOver(unitKey, units, input.broken) : [];
    if (keys.some((key) => key !== brokenPolicyKey)) return duty(arn, "pass");
    return keys.length > 0 ? duty(arn, "unknown", "policy-unreadable") : duty(arn, "fail");
  });
}
