import { type ConnectionTestStep, testConnection } from "@sekinin/aws";
import { connectionTestSteps } from "@sekinin/aws/permissions";
import {
  type Connection,
  type ConnectionState,
  type ConnectionTestRow,
  claimOrganization,
  findConnection,
  findConnectionTest,
  finishConnectionTest,
  recordAuditEvent,
  startConnectionTest,
  updateConnection,
} from "@sekinin/db";
import type { CrawlServices } from "./services.ts";

/** How one delivery of a test ended. `not-claimed`: another worker has it, or it has ended. */
export type ConnectionTestOutcome = "passed" | "failed" | "not-visible" | "not-claimed";

/** Codes that prove a role unsafe: it let us in without our external id. */
const unsafeCodes: ReadonlySet<string> = new Set(["accepts-no-external-id", "accepts-any-external-id"]);

/**
 * Runs one requested test of a connection: shows each step as it ends, then what the connection is from now on. An
 * unsafe one is not crawled until a test passes. Safe to deliver twice.
 */
export async function testConnectionRow(
  services: CrawlServices,
  { tenantId, testId }: { readonly tenantId: string; readonly testId: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<ConnectionTestOutcome> {
  const { database } = services;
  const claim = await database.withTenant(tenantId, async (tx) => {
    const test = await startConnectionTest(tx, testId);
    if (test === null) return (await findConnectionTest(tx, testId)) === null ? "not-visible" : "not-claimed";
    return { test, connection: await findConnection(tx, test.connectionId) };
  });
  if (typeof claim === "string") return claim;
  if (claim.connection === null) return "not-visible";
  try {
    const steps = await runSteps(services, tenantId, claim.test, claim.connection, signal);
    return await end(services, tenantId, claim.test, claim.connection, steps);
  } catch (error) {
    // A worker that stops leaves the test as it is: another one takes it.
    signal.throwIfAborted();
    return endBroken(services, tenantId, testId, error);
  }
}

/**
 * A mistake of ours ends the test at the first step that was not shown yet; without this its page would say "running"
 * until another worker took it. The connection stays as it is: nothing was learnt of its roles.
 */
async function endBroken(
  { database, logger }: CrawlServices,
  tenantId: string,
  testId: string,
  error: unknown,
): Promise<ConnectionTestOutcome> {
  logger.error({ connectionTest: testId, error }, "a connection test met a mistake of ours");
  await database.withTenant(tenantId, async (tx) => {
    const shown = (await findConnectionTest(tx, testId))?.steps ?? [];
    const kept = shown.slice(0, connectionTestSteps.length - 1);
    const rest = connectionTestSteps
      .slice(kept.length)
      .map(
        (step, index): ConnectionTestStep =>
          index === 0
            ? { step, outcome: "failed", code: "internal" }
            : { step, outcome: "skipped", code: "not-reached" },
      );
    await finishConnectionTest(tx, testId, { state: "failed", steps: [...kept, ...rest] });
  });
  return "failed";
}

/**
 * Every step, shown as it ends once it is known whose organisation it is: before that, what another tenant's roles
 * answer would tell that they are there.
 */
async function runSteps(
  services: CrawlServices,
  tenantId: string,
  test: ConnectionTestRow,
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly ConnectionTestStep[]> {
  const { managementRoleArn, memberRoleName, externalId } = connection;
  const steps: ConnectionTestStep[] = [];
  let isShown = false;
  const request = { managementRoleArn: managementRoleArn ?? "", memberRoleName, externalId, signal };
  for await (const step of testConnection(services.aws, request)) {
    if (step.organizationId !== undefined) {
      // A role that lets in whoever asks proves nobody's right to its organisation, and shows nothing of it.
      if (isUnsafe(steps)) return [...steps, { step: step.step, outcome: "skipped", code: "not-reached" }];
      if (await isTaken(services, tenantId, connection, step.organizationId)) return steps.slice(0, 1).map(asRefused);
    }
    steps.push(step);
    isShown ||= step.step === "organization";
    if (!isShown) continue;
    await services.database.withTenant(tenantId, (tx) =>
      finishConnectionTest(tx, test.id, { state: "running", steps }),
    );
  }
  return steps;
}

function isUnsafe(steps: readonly ConnectionTestStep[]): boolean {
  return steps.some(({ outcome, code }) => outcome === "failed" && unsafeCodes.has(code));
}

/** Claims the organisation for this connection; true where it is another's. */
async function isTaken(
  services: CrawlServices,
  tenantId: string,
  connection: Connection,
  organizationId: string,
): Promise<boolean> {
  const owner = await services.database.withSystem((tx) =>
    claimOrganization(tx, { tenantId, connectionId: connection.id, organizationId }),
  );
  return owner === "taken";
}

/** Another tenant's organisation looks like a role that is not there. */
function asRefused(step: ConnectionTestStep): ConnectionTestStep {
  return { ...step, outcome: "failed", code: "role-refused", detail: "AccessDenied" };
}

async function end(
  services: CrawlServices,
  tenantId: string,
  test: ConnectionTestRow,
  connection: Connection,
  steps: readonly ConnectionTestStep[],
): Promise<ConnectionTestOutcome> {
  const unsafe = isUnsafe(steps);
  const passed = steps.length > 0 && steps.every(({ outcome }) => outcome !== "failed");
  const state: ConnectionState = unsafe ? "unsafe" : passed ? "ready" : "failing";
  await services.database.withTenant(tenantId, async (tx) => {
    await finishConnectionTest(tx, test.id, { state: passed ? "passed" : "failed", steps });
    // Roles that were changed meanwhile have a test of their own, and this one says nothing about them.
    if (!hasSameRoles(connection, await findConnection(tx, connection.id))) return;
    // A test that failed in passing must not lift the ban on an unsafe role, nor put one on a draft.
    if (state === "failing" && connection.state !== "ready") return;
    await updateConnection(tx, connection.id, { state });
    if (unsafe) {
      const actor = { kind: "system", id: "connection-test" } as const;
      await recordAuditEvent(tx, { actor, action: "connection.unsafe", detail: { connectionId: connection.id } });
    }
  });
  return passed ? "passed" : "failed";
}

function hasSameRoles(tested: Connection, now: Connection | null): boolean {
  return now?.managementRoleArn === tested.managementRoleArn && now.memberRoleName === tested.memberRoleName;
}
