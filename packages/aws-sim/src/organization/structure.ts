import { hostileName } from "./names/hostile.ts";
import { lettersAndDigits, randomFrom } from "./random.ts";
import type { Settings } from "./settings.ts";
import type { UnitPlan } from "./shapes.ts";
import type { PolicyTypeName, SimulatedRoot, SimulatedUnit } from "./types.ts";

const policyTypes: readonly PolicyTypeName[] = [
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "TAG_POLICY",
  "BACKUP_POLICY",
  "DECLARATIVE_POLICY_EC2",
  "S3_POLICY",
  "AISERVICES_OPT_OUT_POLICY",
  "CHATBOT_POLICY",
  "SECURITYHUB_POLICY",
];

export type Structure = {
  readonly root: SimulatedRoot;
  readonly rootPath: string;
  readonly units: readonly SimulatedUnit[];
  readonly unitByKey: ReadonlyMap<string, SimulatedUnit>;
};

/** Gives ids, ARNs and paths to the planned OUs. */
export function buildStructure(
  settings: Settings,
  plans: readonly UnitPlan[],
  disabled: readonly PolicyTypeName[],
): Structure {
  const { organizationId, managementAccountId, rootId } = settings;
  const arn = (kind: string, id: string) =>
    `arn:aws:organizations::${managementAccountId}:${kind}/${organizationId}/${id}`;
  const rootPath = `${organizationId}/${rootId}/`;
  const unitByKey = new Map<string, SimulatedUnit>();
  for (const plan of plans) {
    const parent = plan.parentKey === null ? undefined : unitByKey.get(plan.parentKey);
    const id = `ou-${rootId.slice(2)}-${randomFrom(settings.seed, "unit", plan.key).text(8, lettersAndDigits)}`;
    unitByKey.set(plan.key, {
      id,
      arn: arn("ou", id),
      name: settings.hostile ? hostileName(`unit ${plan.key}`, plan.name, "json") : plan.name,
      parentId: parent?.id ?? rootId,
      path: `${parent?.path ?? rootPath}${id}/`,
    });
  }
  const enabled = policyTypes.filter((type) => !disabled.includes(type));
  return {
    root: {
      id: rootId,
      arn: arn("root", rootId),
      name: "Root",
      policyTypes: enabled.map((type) => ({ type, status: "ENABLED" })),
    },
    rootPath,
    units: [...unitByKey.values()],
    unitByKey,
  };
}
