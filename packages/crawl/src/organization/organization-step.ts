import { AwsRefusal, type AwsSession, openSession, readOrganization, readOrganizationFacts } from "@sekinin/aws";
import { parseRoleArn, requiredActions } from "@sekinin/aws/permissions";
import { Failure } from "@sekinin/config";
import {
  addAccountSteps,
  type Connection,
  claimOrganization,
  finishStep,
  LeaseLost,
  listAccountStates,
  storeSnapshot,
  updateConnection,
  withLease,
} from "@sekinin/db";
import type { UnreadReason } from "@sekinin/responsibility";
import { enterAccount } from "../account/read-facts.ts";
import { sessionName } from "../account/session-plan.ts";
import { isPassing, TryAgain } from "../step/passing.ts";
import type { StepContext } from "../step/step-context.ts";
import { type CrawledOrganization, toDocument } from "./crawled-organization.ts";
import { type CrawlStop, failCrawl, stopOf } from "./fail-crawl.ts";
import { pageStore } from "./page-store.ts";
import { readOrganizationText } from "./read-organization-text.ts";
import { testedConnection } from "./tested-connection.ts";

/** The crawl cannot go on, whatever the attempt. */
class Stop extends Error {
  readonly stop: CrawlStop;
  readonly connection: "failing" | "unchanged";
  constructor(stop: CrawlStop, connection: "failing" | "unchanged") {
    super(`the crawl stops: ${stop.code}`);
    this.stop = stop;
    this.connection = connection;
  }
}

/**
 * Reads the organisation with the management role, page by page from where an earlier attempt ended, keeps it as the
 * crawl's snapshot and adds a step per account. A connection that is unsafe, cannot be entered, or reaches another
 * tenant's organisation ends the crawl as failed; what an earlier crawl stored stays as it is.
 */
export async function organizationStep(context: StepContext): Promise<void> {
  try {
    const organization = await read(context);
    context.services.reached?.("after-read");
    await store(context, organization);
  } catch (error) {
    context.signal.throwIfAborted();
    const stopped = stoppedBy(error, context);
    await failCrawl(context, stopped.stop, stopped.connection);
  }
}

/** What ends the crawl; throws on what may pass, or is no answer of AWS's. */
function stoppedBy(error: unknown, { step, services }: StepContext): Stop {
  if (error instanceof Stop) return error;
  if (error instanceof Failure && error.code === "connection.organization-taken")
    return new Stop({ code: error.code }, "unchanged");
  if (!(error instanceof AwsRefusal)) throw error;
  if (isPassing(error.reason) && step.attempt < services.limits.attempts) throw new TryAgain(error.reason, error);
  return new Stop(stopOf(error.reason), "failing");
}

async function read(context: StepContext): Promise<CrawledOrganization> {
  const connection = await testedConnection(context);
  if (connection.source === "file") {
    const organization = await readOrganizationText(context);
    if ("code" in organization) throw new Stop(organization, "unchanged");
    return organization;
  }
  if (connection.state === "unsafe") throw new Stop({ code: "connection.unsafe" }, "unchanged");
  const parsed = connection.managementRoleArn === null ? null : parseRoleArn(connection.managementRoleArn);
  if (parsed?.ok !== true) throw new Stop({ code: "connection.not-ready" }, "unchanged");
  const { arn, accountId, partition } = parsed.role;
  const sessions: AwsSession[] = [];
  const kept = (session: AwsSession) => {
    sessions.push(session);
    return session;
  };
  const pages = pageStore(context);
  try {
    const management = kept(await openManagement(context, connection, arn, accountId));
    const reading = await readOrganization(management, {
      pages,
      signal: context.signal,
      onOrganization: (id) => claim(context, connection, id),
    });
    const missing = reading.unread.find(({ list }) => list === "accounts");
    // Without the whole list nobody knows which accounts have left: a crawl of a part would take them out of the tree.
    if (missing !== undefined)
      throw new AwsRefusal(missing.reason.code, missing.reason.action ?? "", missing.reason.detail ?? null);
    const facts = await readOrganizationFacts(management, {
      reading,
      openMember: async (id) => kept(await openMember(context, connection, partition, id)),
      regions: connection.regions.length === 0 ? null : connection.regions,
      signal: context.signal,
    });
    return { reading, partition, facts };
  } catch (error) {
    // The next attempt goes on after them; where they cannot be kept it reads them again.
    await pages.flush().catch(() => {});
    throw error;
  } finally {
    for (const session of sessions) {
      const { calls, throttles } = session.counts();
      context.spent.calls += calls;
      context.spent.throttles += throttles;
      session.close();
    }
  }
}

function openManagement(
  { services, step, signal }: StepContext,
  { externalId }: Connection,
  roleArn: string,
  expectedAccountId: string,
): Promise<AwsSession> {
  return openSession(services.aws, {
    roleArn,
    externalId,
    sessionName: sessionName(step.crawlId),
    expectedAccountId,
    actions: requiredActions("management"),
    signal,
  });
}

async function openMember(
  context: StepContext,
  connection: Connection,
  partition: string,
  accountId: string,
): Promise<AwsSession> {
  const session = await enterAccount(context, connection, partition, accountId);
  if ("counts" in session) return session;
  throw new AwsRefusal(session.code, session.action ?? "sts:AssumeRole", session.detail ?? null);
}

/** One organisation, one tenant. Another tenant's looks like a role that is not there: no word on whose it is. */
async function claim(
  { services, tenantId }: StepContext,
  connection: Connection,
  organizationId: string,
): Promise<void> {
  if (connection.organizationId !== null && connection.organizationId !== organizationId) {
    const reason: UnreadReason = { code: "wrong-organization", action: "organizations:DescribeOrganization" };
    throw new Stop({ code: "connection.wrong-account", reason }, "failing");
  }
  const owner = await services.database.withSystem((tx) =>
    claimOrganization(tx, { tenantId, connectionId: connection.id, organizationId }),
  );
  if (owner === "taken") {
    const reason: UnreadReason = { code: "role-missing", action: "sts:AssumeRole", detail: "AccessDenied" };
    throw new Stop({ code: "connection.role-missing", reason }, "failing");
  }
}

async function store(
  { services, tenantId, step, spent }: StepContext,
  organization: CrawledOrganization,
): Promise<void> {
  const { reading, facts, partition } = organization;
  const { id: organizationId, managementAccountId, featureSet } = reading.organization;
  const listed = new Set(reading.accounts.map(({ id }) => id));
  const unread = [...reading.unread.map(({ reason }) => reason), ...facts.unread].map((reason) => ({
    reason,
    count: 1,
  }));
  const at = services.clock.now();
  services.reached?.("before-write");
  await services.database.withTenant(tenantId, async (tx) => {
    await withLease(tx, step.id, step.leaseToken);
    await storeSnapshot(tx, {
      crawlId: step.crawlId,
      organizationId,
      observedAt: at,
      document: toDocument(organization),
      managementAccountId,
      partition,
      rootId: reading.root.id,
      featureSet,
    });
    const known = await listAccountStates(tx, organizationId);
    const departed = known.filter(({ accountId, status }) => status !== "frozen" && !listed.has(accountId));
    const entered = organization.isFile === true ? [] : [...listed, ...departed.map(({ accountId }) => accountId)];
    await addAccountSteps(tx, step.crawlId, entered);
    services.reached?.("mid-write");
    await updateConnection(tx, step.connectionId, { state: "ready" });
    const end = { state: "done" as const, unread: unread.length === 0 ? null : unread.slice(0, 50), at, ...spent };
    if (!(await finishStep(tx, step.id, step.leaseToken, end))) throw new LeaseLost();
  });
}
