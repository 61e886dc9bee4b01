import { SimulatedError, type SimulatedRole, type WireAccount } from "../handler.ts";
import {
  type Caller,
  installationAccountId,
  installationCallerArn,
  installationRoleArn,
  type SessionStore,
} from "./credentials.ts";
import { parseSessionPolicy } from "./session-policy.ts";

/** Finds the account of a role ARN. Undefined: no organisation of ours has it, or a fault closed it. */
export type FindAccount = (accountId: string) => WireAccount | undefined;

type AssumeRoleInput = {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly durationSeconds: number;
  readonly policy: string | undefined;
};
const roleArnPattern = /^arn:(?:aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/;
/** A role session may only assume another role for one hour ("role chaining"); the installation is one. */
const chainedSeconds = 3600;

/** STS AssumeRole. Throws AWS's AccessDenied alike for an absent role, account or permission, as AWS does. */
export function assumeRole(
  input: Record<string, unknown>,
  caller: Extract<Caller, { kind: "installation" | "session" }>,
  sessions: SessionStore,
  findAccount: FindAccount,
  now: Date,
): Record<string, unknown> {
  const request = readInput(input);
  const [, accountId = "", roleName = ""] = roleArnPattern.exec(request.roleArn) ?? [];
  const role = trustedRole(request, caller, findAccount(accountId), roleName);
  if (role === undefined) throw notAuthorized(caller, request.roleArn);
  checkDuration(request.durationSeconds, role);
  const policy = request.policy === undefined ? null : parseSessionPolicy(request.policy);
  const roleId = `AROA${Buffer.from(`${accountId}${roleName}`).toString("hex").toUpperCase().slice(0, 16)}`;
  const callerArn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${request.sessionName}`;
  const userId = `${roleId}:${request.sessionName}`;
  const expiresAt = now.getTime() + request.durationSeconds * 1000;
  const issued = sessions.issue({
    accountId,
    roleName,
    roleArn: request.roleArn,
    callerArn,
    userId,
    policy,
    expiresAt,
  });
  return {
    Credentials: {
      AccessKeyId: issued.session.accessKeyId,
      SecretAccessKey: issued.secretAccessKey,
      SessionToken: issued.session.token,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: userId, Arn: callerArn },
    ...(request.policy === undefined ? {} : { PackedPolicySize: Math.ceil((request.policy.length / 2048) * 100) }),
  };
}

/** STS GetCallerIdentity. */
export function callerIdentity(caller: Extract<Caller, { kind: "installation" | "session" }>): Record<string, unknown> {
  return caller.kind === "session"
    ? { UserId: caller.session.userId, Account: caller.session.accountId, Arn: caller.session.callerArn }
    : { UserId: "AROASEKININ:installation", Account: installationAccountId, Arn: installationCallerArn };
}

function trustedRole(
  request: AssumeRoleInput,
  caller: Extract<Caller, { kind: "installation" | "session" }>,
  account: WireAccount | undefined,
  roleName: string,
): SimulatedRole | undefined {
  if (account === undefined || account.state !== "ACTIVE") return undefined;
  const role = account.roles.find(({ name }) => name === roleName);
  if (role === undefined || !trusts(role, caller)) return undefined;
  // A trust policy without a condition accepts any external id, also none.
  return role.externalId === null || role.externalId === request.externalId ? role : undefined;
}

function trusts(role: SimulatedRole, caller: Extract<Caller, { kind: "installation" | "session" }>): boolean {
  const arn = caller.kind === "session" ? caller.session.roleArn : installationRoleArn;
  const callerArn = caller.kind === "session" ? caller.session.callerArn : installationCallerArn;
  const accountId = caller.kind === "session" ? caller.session.accountId : installationAccountId;
  const accepted = new Set(["*", arn, callerArn, accountId, `arn:aws:iam::${accountId}:root`]);
  return role.trustedPrincipals.some((principal) => accepted.has(principal));
}

function checkDuration(seconds: number, role: SimulatedRole): void {
  if (seconds > (role.maxSessionSeconds ?? 3600)) {
    throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
  if (seconds > chainedSeconds) {
    throw invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
  }
}

function readInput(input: Record<string, unknown>): AssumeRoleInput {
  const roleArn = text(input, "RoleArn", /^[\t\n\r\u0020-\uffff]{20,2048}$/);
  if (roleArn === undefined || !roleArnPattern.test(roleArn)) throw invalid(`${String(roleArn)} is invalid`);
  const sessionName = text(input, "RoleSessionName", /^[\w+=,.@-]{2,64}$/);
  if (sessionName === undefined) throw constraint("RoleSessionName", "Member must not be null");
  const duration = input.DurationSeconds ?? 3600;
  if (typeof duration !== "number" || !Number.isInteger(duration) || duration < 900 || duration > 43_200) {
    throw constraint("DurationSeconds", "Member must have value between 900 and 43200");
  }
  if (Array.isArray(input.PolicyArns) && input.PolicyArns.length > 0) {
    throw invalid("The simulator knows no managed policies; give the session policy inline.");
  }
  return {
    roleArn,
    sessionName,
    externalId: text(input, "ExternalId", /^[\w+=,.@:/-]{2,1224}$/),
    durationSeconds: duration,
    policy: text(input, "Policy", /^[\t\n\r\u0020-\u00ff]+$/),
  };
}

function text(input: Record<string, unknown>, name: string, pattern: RegExp): string | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value === "string" && pattern.test(value)) return value;
  throw constraint(name, `Member must satisfy regular expression pattern: ${pattern.source}`);
}

function constraint(name: string, words: string): SimulatedError {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return invalid(`1 validation error detected: Value at '${member}' failed to satisfy constraint: ${words}`);
}

function invalid(message: string): SimulatedError {
  return new SimulatedError("ValidationError", 400, message);
}

function notAuthorized(caller: Extract<Caller, { kind: "installation" | "session" }>, roleArn: string): SimulatedError {
  const arn = caller.kind === "session" ? caller.session.callerArn : installationCallerArn;
  return new SimulatedError(
    "AccessDenied",
    403,
    `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
  );
}
