import { isRoleName, parseRoleArn, type RoleArnProblem } from "@sekinin/aws/permissions";
import { z } from "zod";

export const RolesInput = z.strictObject({
  connectionId: z.uuid(),
  managementRoleArn: z.string().trim().max(2_048),
  memberRoleName: z.string().trim().max(200),
});
export type RolesInput = z.infer<typeof RolesInput>;

/** What is wrong with each field; no key where nothing is. */
export type RolesProblems = {
  readonly managementRoleArn?: RoleArnProblem;
  readonly memberRoleName?: "not-a-role-name";
};

/** Checks what people type against IAM's grammar. `ownAccountId` is the installation's. */
export function rolesProblems(
  { managementRoleArn, memberRoleName }: Pick<RolesInput, "managementRoleArn" | "memberRoleName">,
  ownAccountId: string | null,
): RolesProblems {
  const arn = parseRoleArn(managementRoleArn, ownAccountId === null ? {} : { ownAccountId });
  return {
    ...(arn.ok ? {} : { managementRoleArn: arn.problem }),
    ...(isRoleName(memberRoleName) ? {} : { memberRoleName: "not-a-role-name" as const }),
  };
}

export const SettingsInput = z.strictObject({
  connectionId: z.uuid(),
  /** Empty: no schedule. */
  scheduleHour: z
    .string()
    .regex(/^(\d|1\d|2[0-3])?$/)
    .transform((hour) => (hour === "" ? null : Number(hour))),
  regions: z.string().max(2_000),
});

const regionName = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Region names of a list that people type, each once; `bad` is what is no name. */
export function parseRegions(text: string): { readonly regions: string[]; readonly bad: string[] } {
  const names = [...new Set(text.split(/[\s,、，]+/u).filter((name) => name !== ""))];
  return {
    regions: names.filter((name) => regionName.test(name)),
    bad: names.filter((name) => !regionName.test(name)),
  };
}
