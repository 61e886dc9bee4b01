import { daysBefore } from "../settings.ts";
import type { Plot } from "./plot.ts";
import type { SimulatedBackupPlan } from "./types.ts";

/** Backup plans of one Region. `protectable`: whether anything there could be backed up. */
export function plantBackup(plot: Plot, region: string, protectable: boolean): readonly SimulatedBackupPlan[] {
  const plant = (verdict: "pass" | "fail" | "not-applicable") =>
    plot.plant("backup-plan-exists", region, plot.rootArn, verdict);
  if (!protectable) {
    plant("not-applicable");
    return [];
  }
  if (plot.mistake(`backup ${region}`, 0.22)) {
    plant("fail");
    // Somebody made a plan once and never chose anything for it.
    return plot.random("backup", region).chance(0.4) ? [backupPlan(plot, region, "draft", 0)] : [];
  }
  plant("pass");
  return [backupPlan(plot, region, "daily", 1)];
}

function backupPlan(plot: Plot, region: string, name: string, selections: number): SimulatedBackupPlan {
  const draws = plot.random("backup-plan", region, name);
  const id = `${draws.text(8)}-${draws.text(4)}-4${draws.text(3)}-9${draws.text(3)}-${draws.text(12)}`;
  const created = daysBefore(plot.settings, draws.integer(10, 800));
  return {
    plan: {
      BackupPlanId: id,
      BackupPlanArn: `arn:aws:backup:${region}:${plot.accountId}:backup-plan:${id}`,
      BackupPlanName: plot.named(name, "json"),
      CreationDate: created,
      VersionId: draws.text(32),
      ...(selections === 0 ? {} : { LastExecutionDate: daysBefore(plot.settings, 0.3) }),
    },
    selections: Array.from({ length: selections }, (_, index) => ({
      SelectionId: `${id.slice(0, 24)}${draws.text(12)}`,
      SelectionName: plot.named(`tagged-${index + 1}`, "json"),
      BackupPlanId: id,
      CreationDate: created,
      IamRoleArn: `arn:aws:iam::${plot.accountId}:role/service-role/AWSBackupDefaultServiceRole`,
    })),
  };
}
