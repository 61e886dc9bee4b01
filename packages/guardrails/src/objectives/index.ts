import { applicationObjectives } from "./catalogue/application.ts";
import { dataProtectionObjectives } from "./catalogue/data-protection.ts";
import { governanceObjectives } from "./catalogue/governance.ts";
import { identityAccessObjectives } from "./catalogue/identity-access.ts";
import { loggingDetectionObjectives } from "./catalogue/logging-detection.ts";
import { networkObjectives } from "./catalogue/network.ts";
import { osPatchingObjectives } from "./catalogue/os-patching.ts";
import { resilienceBackupObjectives } from "./catalogue/resilience-backup.ts";
import type { Objective } from "./objective.ts";

/** Every guardrail objective. Ids do not change: files, addresses and stored coverage carry them. */
export const objectives: readonly Objective[] = [
  ...governanceObjectives,
  ...identityAccessObjectives,
  ...loggingDetectionObjectives,
  ...osPatchingObjectives,
  ...dataProtectionObjectives,
  ...networkObjectives,
  ...applicationObjectives,
  ...resilienceBackupObjectives,
];

const byId: ReadonlyMap<string, Objective> = new Map(objectives.map((objective) => [objective.id, objective]));

export function findObjective(id: string): Objective | undefined {
  return byId.get(id);
}
