/** The parts of a role's ARN. `path` begins and ends with `/`. */
export type RoleArn = {
  readonly arn: string;
  readonly partition: "aws" | "aws-cn" | "aws-us-gov";
  readonly accountId: string;
  readonly path: string;
  readonly name: string;
};

export type RoleArnProblem = "not-a-role-arn" | "path-not-plain" | "own-account";
export type ParsedRoleArn =
  | { readonly ok: true; readonly role: RoleArn }
  | { readonly ok: false; readonly problem: RoleArnProblem };

const roleArn =
  /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role(\/(?:[A-Za-z0-9_+=,.@-]+\/){0,32})([A-Za-z0-9_+=,.@-]{1,64})$/;
/** IAM's bound for a role's ARN with a path of 512 characters. */
const longestArn = 640;
const roleName = /^[A-Za-z0-9_+=,.@-]{1,64}$/;

/**
 * The one grammar for role ARNs that people type. It takes what IAM can have made and nothing else: no wildcard, white
 * space, user, or path with dots. `ownAccountId` is the installation's, whose roles are nobody's connection.
 */
export function parseRoleArn(text: string, options: { readonly ownAccountId?: string } = {}): ParsedRoleArn {
  const match = text.length > longestArn ? null : roleArn.exec(text);
  if (match === null) return { ok: false, problem: "not-a-role-arn" };
  const [arn, partition, accountId = "", path = "/", name = ""] = match;
  if (!isPartition(partition)) return { ok: false, problem: "not-a-role-arn" };
  const parts = [...path.split("/"), name];
  if (parts.some((part) => part === "." || part === "..")) return { ok: false, problem: "path-not-plain" };
  if (accountId === options.ownAccountId) return { ok: false, problem: "own-account" };
  return { ok: true, role: { arn, partition, accountId, path, name } };
}

/** Whether a text is a role's name without a path, as IAM takes it. */
export function isRoleName(text: string): boolean {
  return roleName.test(text) && text !== "." && text !== "..";
}

/** ARN of the role of this name in a member account. Throws RangeError for a name or account id that IAM cannot have. */
export function memberRoleArn(partition: string, accountId: string, name: string): string {
  if (!isPartition(partition) || !/^\d{12}$/.test(accountId) || !isRoleName(name)) {
    throw new RangeError("not a partition, account id and role name");
  }
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}

function isPartition(text: string | undefined): text is RoleArn["partition"] {
  return text === "aws" || text === "aws-cn" || text === "aws-us-gov";
}
