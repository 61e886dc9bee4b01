import { randomBytes } from "node:crypto";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { type CollectorContext, required } from "../collectors/collector-context.ts";
import { globalRegionOf, organizationsService } from "../collectors/services.ts";
import { AwsRefusal } from "../errors/aws-refusal.ts";
import { describeOrganization } from "../organization/read-organization.ts";
import { sleep } from "../pacing/sleep.ts";
import type { ConnectionTestCode, ConnectionTestStepId } from "../permissions/connection-test-steps.ts";
import { packSessionPolicies } from "../permissions/pack-session-policies.ts";
import { memberRoleArn, parseRoleArn } from "../permissions/role-arn.ts";
import { assumeRole } from "../session/assume-role.ts";
import type { AwsAccess } from "../session/aws-access.ts";
import { type AwsSession, openSession } from "../session/open-session.ts";

/** One step's outcome. `detail` is AWS's error code; words for `code` are in `connectionTestCodes`. */
export type ConnectionTestStep = {
  readonly step: ConnectionTestStepId;
  readonly outcome: "passed" | "failed" | "warning" | "skipped";
  readonly code: ConnectionTestCode;
  readonly action?: string;
  readonly detail?: string;
  /** Account that the step is about. */
  readonly accountId?: string;
  /** In the step `organization` when it passed: what DescribeOrganization said. */
  readonly organizationId?: string;
  readonly managementAccountId?: string;
};

export type ConnectionTestRequest = {
  readonly managementRoleArn: string;
  readonly memberRoleName: string;
  readonly externalId: string;
  readonly signal?: AbortSignal;
  readonly sessionName?: string;
  /** Seconds for which a refusal is tried again: a role that was just made may need a minute. */
  readonly patienceSeconds?: number;
};

/** What both roles are proven with. */
type Trial = {
  readonly access: AwsAccess;
  readonly externalId: string;
  readonly sessionName: string;
  readonly signal: AbortSignal;
  readonly patienceSeconds: number;
};

const memberSteps = ["member-assume", "member-without-external-id", "member-wrong-external-id"] as const;
const listAccounts = "organizations:ListAccounts";
const describe = "organizations:DescribeOrganization";

/**
 * Proves a connection: enters the management role with the external id, sees it refuse none and a wrong one, reads the
 * organisation, and does the same with one member's role. Yields each step as it ends; the steps after a failure that
 * they depend on are skipped. Rejects only when `signal` is aborted.
 */
export async function* testConnection(
  access: AwsAccess,
  request: ConnectionTestRequest,
): AsyncGenerator<ConnectionTestStep> {
  const parsed = parseRoleArn(request.managementRoleArn);
  if (!parsed.ok) {
    yield { step: "management-assume", outcome: "failed", code: "role-arn-invalid", detail: parsed.problem };
    return yield* skip(
      "management-without-external-id",
      "management-wrong-external-id",
      "organization",
      ...memberSteps,
    );
  }
  const trial: Trial = {
    access,
    externalId: request.externalId,
    sessionName: request.sessionName ?? "sekinin-test",
    signal: request.signal ?? new AbortController().signal,
    patienceSeconds: request.patienceSeconds ?? 0,
  };
  const { arn, accountId, partition } = parsed.role;
  const management = await enter(trial, "management-assume", arn, accountId, [describe, listAccounts]);
  try {
    yield management.step;
    if (management.session === null) {
      return yield* skip(
        "management-without-external-id",
        "management-wrong-external-id",
        "organization",
        ...memberSteps,
      );
    }
    yield await refusesNone(trial, "management-without-external-id", arn);
    yield await refusesWrong(trial, "management-wrong-external-id", arn);
    const context = { session: management.session, signal: trial.signal };
    const organization = await readOrganizationStep(trial, context);
    yield organization;
    if (organization.outcome === "failed") return yield* skip(...memberSteps);
    yield* testMember(trial, context, partition, request.memberRoleName);
  } finally {
    management.session?.close();
  }
}

async function* testMember(
  trial: Trial,
  context: CollectorContext,
  partition: string,
  roleName: string,
): AsyncGenerator<ConnectionTestStep> {
  const [first, ...rest] = memberSteps;
  let member: string | null;
  try {
    member = await someMember(context);
  } catch (error) {
    yield failure(trial, first, error, "organization-unreadable", listAccounts);
    return yield* skip(...rest);
  }
  if (member === null) {
    yield { step: first, outcome: "warning", code: "no-member-account" };
    return yield* skip(...rest);
  }
  const arn = memberRoleArn(partition, member, roleName);
  const entered = await enter(trial, first, arn, member, []);
  entered.session?.close();
  yield entered.step;
  if (entered.session === null) return yield* skip(...rest);
  yield { ...(await refusesNone(trial, "member-without-external-id", arn)), accountId: member };
  yield { ...(await refusesWrong(trial, "member-wrong-external-id", arn)), accountId: member };
}

function* skip(...steps: readonly ConnectionTestStepId[]): Generator<ConnectionTestStep> {
  for (const step of steps) yield { step, outcome: "skipped", code: "not-reached" };
}

/** AssumeRole with the right id, and GetCallerIdentity; a session for `actions` where both went well. */
async function enter(
  trial: Trial,
  step: ConnectionTestStepId,
  roleArn: string,
  accountId: string,
  actions: readonly string[],
): Promise<{ readonly step: ConnectionTestStep; readonly session: AwsSession | null }> {
  const { access, externalId, sessionName, signal } = trial;
  const until = performance.now() + trial.patienceSeconds * 1_000;
  for (;;) {
    try {
      const session = await openSession(access, {
        roleArn,
        externalId,
        sessionName,
        expectedAccountId: accountId,
        actions: actions.length === 0 ? ["sts:GetCallerIdentity"] : actions,
        signal,
      });
      return { step: { step, outcome: "passed", code: "as-expected", accountId }, session };
    } catch (error) {
      const failed = { ...failure(trial, step, error, "endpoint-failed", "sts:AssumeRole"), accountId };
      if (failed.code !== "role-refused" || performance.now() >= until) return { step: failed, session: null };
      await sleep(5_000, signal);
    }
  }
}

function refusesNone(trial: Trial, step: ConnectionTestStepId, roleArn: string): Promise<ConnectionTestStep> {
  return refuses(trial, step, roleArn, null, "accepts-no-external-id");
}

function refusesWrong(trial: Trial, step: ConnectionTestStepId, roleArn: string): Promise<ConnectionTestStep> {
  return refuses(trial, step, roleArn, randomBytes(16).toString("hex"), "accepts-any-external-id");
}

/** Passes only where AWS refuses by AccessDenied; a throttle or a cut connection proves nothing. */
async function refuses(
  trial: Trial,
  step: ConnectionTestStepId,
  roleArn: string,
  externalId: string | null,
  unsafe: ConnectionTestCode,
): Promise<ConnectionTestStep> {
  const { access, sessionName, signal } = trial;
  // What comes back, if anything does, may do nothing and is dropped.
  const [pack] = packSessionPolicies(["sts:GetCallerIdentity"]);
  try {
    if (pack === undefined) throw new RangeError("no session policy");
    await assumeRole(access, { roleArn, externalId, sessionName, pack, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AwsRefusal)) throw error;
    if (error.code === "role-missing") return { step, outcome: "passed", code: "as-expected", action: error.action };
    return { ...described(step, error), outcome: "failed", code: "refusal-not-proven" };
  }
  // moto knows no external ids: there it is a limit of the endpoint, not of the role.
  return { step, outcome: access.isLoopback ? "warning" : "failed", code: unsafe, action: "sts:AssumeRole" };
}

async function readOrganizationStep(trial: Trial, context: CollectorContext): Promise<ConnectionTestStep> {
  const step = "organization";
  try {
    const { id, managementAccountId } = await describeOrganization(context);
    await activeMembers(context, undefined);
    return { step, outcome: "passed", code: "as-expected", action: describe, organizationId: id, managementAccountId };
  } catch (error) {
    return failure(trial, step, error, "organization-unreadable", describe);
  }
}

/** Pages of accounts looked through for one that is active. */
const mostPages = 5;

async function someMember(context: CollectorContext): Promise<string | null> {
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { ids, next } = await activeMembers(context, token);
    const [id] = ids;
    if (id !== undefined) return id;
    if (next === undefined) return null;
    token = next;
  }
  return null;
}

/** Active accounts of one page, without the session's own. */
async function activeMembers(
  context: CollectorContext,
  token: string | undefined,
): Promise<{ readonly ids: readonly string[]; readonly next: string | undefined }> {
  const { session, signal } = context;
  const target = { service: organizationsService, action: listAccounts, region: globalRegionOf(session.partition) };
  const answer = await session.call(target, signal, (client, options) =>
    client.send(new ListAccountsCommand({ NextToken: token }), options),
  );
  const ids = (answer.Accounts ?? []).flatMap(({ Id, State, Status }) =>
    (State ?? Status) === "ACTIVE" && Id !== session.accountId ? [required(Id, listAccounts)] : [],
  );
  return { ids, next: answer.NextToken };
}

/** What a refusal means to somebody who sets up a connection. */
function failure(
  { signal }: Trial,
  step: ConnectionTestStepId,
  error: unknown,
  otherwise: ConnectionTestCode,
  action: string,
): ConnectionTestStep {
  signal.throwIfAborted();
  if (error instanceof TypeError) return { step, outcome: "failed", code: otherwise, action };
  if (!(error instanceof AwsRefusal)) throw error;
  const code =
    error.code === "role-missing" ? "role-refused" : error.code === "wrong-account" ? "wrong-account" : otherwise;
  return { ...described(step, error), outcome: "failed", code };
}

function described(step: ConnectionTestStepId, { action, awsCode }: AwsRefusal) {
  return { step, action, ...(awsCode === null ? {} : { detail: awsCode }) };
}
