import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { planExistsMend } from "./plan-exists.mend.ts";

/** Plans that an organisation's backup policy makes count. Which resources are covered is another control's affair. */
export const planExists = defineControl({
  id: "backup-plan-exists",
  service: "backup",
  domain: "resilience-backup",
  layer: "backup",
  severity: "medium",
  scope: "region",
  resourceType: "AWS::Backup::BackupPlan",
  title: {
    en: "A backup plan selects resources in the Region",
    ja: "リージョンにリソースを選択済みのバックアッププランが存在する",
  },
  rationale: {
    en: "What no plan selects is restored from whatever somebody happened to keep.",
    ja: "バックアッププランの対象でないものは、偶然残っていたものからしか復元できない。",
  },
  remediation: {
    en: "Create a backup plan with a selection by tag in this Region, or push one to the OU by a backup policy.",
    ja: "このリージョンにタグで対象を選ぶバックアッププランを作成するか、バックアップポリシーで OU に適用する。",
  },
  mend: planExistsMend,
  reasons: {
    "no-plan": {
      en: "The Region holds resources to back up and has no backup plan.",
      ja: "リージョンにバックアップ対象のリソースがあるが、バックアッププランがない。",
    },
    "nothing-selected": {
      en: "Backup plans exist, but none selects a resource.",
      ja: "バックアッププランはあるが、リソースが選択されていない。",
    },
    "nothing-to-protect": {
      en: "The Region holds nothing to back up.",
      ja: "リージョンにバックアップ対象のリソースがない。",
    },
  },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html",
  reads: ["backup:ListBackupPlans", "backup:ListBackupSelections"],
  guardrail: {
    en: "An organization backup policy; deny backup:DeleteBackupPlan and backup:DeleteBackupSelection.",
    ja: "組織のバックアップポリシーを適用し、backup:DeleteBackupPlan と backup:DeleteBackupSelection を拒否する。",
  },
  objectives: ["backup-plan"],
  mappings: { iso27001: "A.8.13", soc2: "PI1.5", prowler: "backup_plans_exist" },
  decide({ plans, protectableCount }) {
    const selections = plans.map(({ selectionCount }) => selectionCount);
    const selecting = selections.filter((count) => count.status === "read" && count.value > 0);
    if (selecting.length > 0) return pass({ plans: selecting.length });
    for (const count of selections) if (count.status === "unread") return unknown(count.reason);
    if (protectableCount.status === "unread") return unknown(protectableCount.reason);
    if (protectableCount.value === 0) return notApplicable("nothing-to-protect");
    return fail(plans.length === 0 ? "no-plan" : "nothing-selected", { resources: protectableCount.value });
  },
});
