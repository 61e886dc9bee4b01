import type { OrganizationReading } from "../organization.ts";
import { changePlan } from "./change-plan.ts";
import { cloudFormationOf } from "./cloudformation.ts";
import { jsonOf } from "./json.ts";
import { terraformOf } from "./terraform.ts";

export const exportFormats = ["json", "cloudformation", "terraform"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The file that leads from one organisation to another. Nothing is written to AWS: people deploy it themselves. */
export function exportDraft(before: OrganizationReading, after: OrganizationReading, format: ExportFormat): string {
  const plan = changePlan(before, after);
  if (format === "json") return jsonOf(plan);
  return format === "cloudformation" ? cloudFormationOf(plan) : terraformOf(plan);
}
