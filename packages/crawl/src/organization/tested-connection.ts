import { setTimeout } from "node:timers/promises";
import { type Connection, findConnectionTest, latestConnectionTest, requestConnectionTest } from "@sekinin/db";
import { requiredConnection } from "../account/read-facts.ts";
import type { StepContext } from "../step/step-context.ts";
import { testConnectionRow } from "../test-connection-row.ts";

/** Customers edit their trust policies, so that a proof of last week is none. */
const proofLastsMs = 7 * 24 * 3_600_000;
/** A test whose worker vanished is given up after this; the next crawl tests again. */
const mostQuestions = 240;
const askAgainMs = 500;

/**
 * The connection, tested within the last week: a role that lets in requests without our external id is found here,
 * before it is used. A test that fails for another reason stops nothing; the crawl meets that reason itself.
 */
export async function testedConnection(context: StepContext): Promise<Connection> {
  const { services, tenantId, step, signal } = context;
  const connection = await requiredConnection(context);
  // An unsafe one is lifted by a test that somebody asked for, never by a crawl.
  if (connection.managementRoleArn === null || connection.state === "unsafe") return connection;
  const latest = await services.database.withTenant(tenantId, (tx) => latestConnectionTest(tx, step.connectionId));
  const since = services.clock.now().getTime() - proofLastsMs;
  if (latest?.state === "passed" && (latest.finishedAt?.getTime() ?? 0) > since) return connection;
  const { id } = await services.database.withTenant(tenantId, (tx) => requestConnectionTest(tx, step.connectionId));
  const outcome = await testConnectionRow(services, { tenantId, testId: id }, { signal });
  // Another worker took the row first: what it finds out is waited for.
  if (outcome === "not-claimed") await testEnd(context, id);
  return requiredConnection(context);
}

async function testEnd({ services, tenantId, signal }: StepContext, testId: string): Promise<void> {
  for (let asked = 0; asked < mostQuestions; asked += 1) {
    const test = await services.database.withTenant(tenantId, (tx) => findConnectionTest(tx, testId));
    if (test === null || test.finishedAt !== null) return;
    await setTimeout(askAgainMs, undefined, { signal });
  }
}
