import type { Settings } from "./settings.ts";
import type { UnitPlan } from "./shapes.ts";

/** A policy that is attached to, or detached from, OUs of this key in a week. */
type AttachmentChange = {
  readonly week: number;
  readonly unit: string;
  readonly kind: "attach" | "detach";
  readonly policy: string;
};

/** The week in which the exemption list of the security services' policy grew by a role that any administrator can make. */
export const exemptionWeek = 4;

/** The week in which GuardDuty lost its protection outside production. */
export const detachmentWeek = 9;

/** What the platform team did, in the order of time. Units of other shapes are left alone. */
const attachmentChanges: readonly AttachmentChange[] = [
  { week: 6, unit: "infrastructure", kind: "attach", policy: "deny-root-user" },
  { week: detachmentWeek, unit: "workloads", kind: "detach", policy: "protect-security-services" },
  { week: detachmentWeek, unit: "workloads/production", kind: "attach", policy: "protect-security-services" },
  { week: 11, unit: "workloads/production", kind: "attach", policy: "require-imdsv2" },
];

/** The OUs with the policies that they carry in the settings' week. */
export function unitsInWeek(units: readonly UnitPlan[], { week }: Pick<Settings, "week">): readonly UnitPlan[] {
  const done = attachmentChanges.filter((change) => change.week <= week);
  return units.map((unit) => {
    const changes = done.filter((change) => change.unit === unit.key);
    return changes.length === 0 ? unit : { ...unit, policies: changes.reduce(afterChange, unit.policies) };
  });
}

function afterChange(policies: readonly string[], { kind, policy }: AttachmentChange): readonly string[] {
  const others = policies.filter((key) => key !== policy);
  return kind === "detach" ? others : [...others, policy];
}
