import { AwsRefusal, type AwsSession, openSession, readAccount } from "@sekinin/aws";
import { requiredActions } from "@sekinin/aws/permissions";
import { type Connection, findConnection } from "@sekinin/db";
import type { AccountFacts, UnreadReason } from "@sekinin/responsibility";
import type { CrawledOrganization } from "../organization/crawled-organization.ts";
import { scpListing } from "../organization/scp-listing.ts";
import type { StepContext } from "../step/step-context.ts";
import { roleFor, sessionName } from "./session-plan.ts";

/** What one attempt at an account came to. */
export type Attempt =
  | { readonly entered: true; readonly facts: AccountFacts }
  | { readonly entered: false; readonly reason: UnreadReason };

/** Enters one account and reads it. What AWS refuses is in the answer; an abort and mistakes of ours are thrown. */
export async function readFacts(context: StepContext, organization: CrawledOrganization): Promise<Attempt> {
  const { services, step, signal, spent } = context;
  const connection = await requiredConnection(context);
  const session = await enterAccount(context, connection, organization.partition, step.accountId);
  if (!("counts" in session)) return { entered: false, reason: session };
  try {
    const facts = await readAccount(session, {
      regions: connection.regions.length === 0 ? null : connection.regions,
      organization: organization.facts,
      signal,
      seconds: services.limits.accountSeconds,
    });
    return { entered: true, facts: withOrganizationDuty(facts, organization) };
  } finally {
    const { calls, throttles } = session.counts();
    spent.calls += calls;
    spent.throttles += throttles;
    session.close();
  }
}

/** The connection of the step's crawl; its tenant's transaction sees no other tenant's. */
export async function requiredConnection({ services, tenantId, step }: StepContext): Promise<Connection> {
  const connection = await services.database.withTenant(tenantId, (tx) => findConnection(tx, step.connectionId));
  if (connection === null) throw new Error("the crawl's connection is gone");
  return connection;
}

/** A session in one account of the organisation, or why AWS lets us have none. */
export async function enterAccount(
  { services, step, signal, spent }: StepContext,
  connection: Connection,
  partition: string,
  accountId: string,
): Promise<AwsSession | UnreadReason> {
  const roleArn = roleFor(connection, { partition, accountId });
  try {
    return await openSession(services.aws, {
      roleArn,
      externalId: connection.externalId,
      sessionName: sessionName(step.crawlId),
      expectedAccountId: accountId,
      // The management role may do more, but an account's reading needs no more than a member's.
      actions: requiredActions("member"),
      signal,
    });
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    spent.calls += 1;
    if (error.code === "throttled") spent.throttles += 1;
    return error.reason;
  }
}

function withOrganizationDuty(facts: AccountFacts, { reading, partition }: CrawledOrganization): AccountFacts {
  if (facts.accountId !== reading.organization.managementAccountId) return facts;
  return { ...facts, listings: [...facts.listings, scpListing(reading, partition)] };
}
