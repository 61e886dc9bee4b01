import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createOrganization } from "@sekinin/aws-sim";
import { loadEnvironment } from "@sekinin/config";
import { crawlWeek } from "@sekinin/crawl/testing";
import {
  type Database,
  findTenantBySlug,
  listConnections,
  listCrawls,
  openDatabase,
  setObjectiveParameters,
  startCrawl,
} from "@sekinin/db";
import { crawledAt, type DemoTenant, demoTenants, earlierWeeks, organizationOptions } from "./demo-tenants.ts";
import { stateDirectory } from "./paths.mjs";

/**
 * Crawls the demo's earlier weeks in the order of time, as many as an earlier start has not, and then asks for the
 * crawl of the present, which the worker does over the wire. Prints a line of JSON after each week.
 */
async function seedHistory(database: Database, now: Date, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  for (let week = 0; week < earlierWeeks; week += 1) {
    const outcomes = await Promise.all(demoTenants.map((spec) => crawlWeekOf(database, spec, { week, now, signal })));
    say({ week: week + 1, of: earlierWeeks, isNew: outcomes.includes("crawled"), seconds: secondsSince(began) });
  }
  for (const spec of demoTenants) await crawlPresent(database, spec, now);
}

async function connectionOf(database: Database, { slug }: DemoTenant) {
  const tenant = await database.withSystem((tx) => findTenantBySlug(tx, slug));
  if (tenant === null) throw new Error(`the demo has no tenant ${slug}`);
  const [connection] = await database.withTenant(tenant.id, (tx) => listConnections(tx));
  if (connection === undefined) throw new Error(`the demo's tenant ${slug} has no connection`);
  return { tenantId: tenant.id, connection };
}

async function crawlWeekOf(
  database: Database,
  spec: DemoTenant,
  { week, now, signal }: { readonly week: number; readonly now: Date; readonly signal: AbortSignal },
) {
  const { tenantId, connection } = await connectionOf(database, spec);
  const organization = createOrganization(organizationOptions(spec, { externalId: connection.externalId, week, now }));
  const at = crawledAt(spec, connection.id, week, now);
  const outcome = await crawlWeek(database, { tenantId, connectionId: connection.id, organization, at }, { signal });
  // As an owner does after the first look at coverage.
  if (week === 0 && outcome === "crawled")
    await database.withTenant(tenantId, (tx) =>
      setObjectiveParameters(tx, {
        actor: { kind: "command-line", id: null },
        organizationId: organization.id,
        parameters: spec.parameters,
      }),
    );
  return outcome;
}

/** Asks for the first crawl after the earlier weeks; later starts leave it at that. */
async function crawlPresent(database: Database, spec: DemoTenant, now: Date): Promise<void> {
  const { tenantId, connection } = await connectionOf(database, spec);
  const lastWeek = crawledAt(spec, connection.id, earlierWeeks - 1, now);
  await database.withTenant(tenantId, async (tx) => {
    const [newest] = await listCrawls(tx, { limit: 1, connectionId: connection.id });
    if (newest === undefined || newest.requestedAt <= lastWeek)
      await startCrawl(tx, { connectionId: connection.id, trigger: "manual" });
  });
}

function secondsSince(began: number): number {
  return Number(((performance.now() - began) / 1_000).toFixed(1));
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function firstStart(): Date {
  const kept: unknown = JSON.parse(readFileSync(join(stateDirectory, "demo.json"), "utf8"));
  const startedAt = typeof kept === "object" && kept !== null && "startedAt" in kept ? kept.startedAt : undefined;
  if (typeof startedAt !== "string") throw new Error("demo.json does not say when the demo was first started");
  return new Date(startedAt);
}

const { DATABASE_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl } = loadEnvironment([
  "DATABASE_URL",
  "DATABASE_SYSTEM_URL",
]);
const end = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => end.abort(new Error("ended")));
const database = await openDatabase({ appUrl, systemUrl, poolSize: 10 });
try {
  await seedHistory(database, firstStart(), end.signal);
} catch (error) {
  // What was begun is gone on with at the next start.
  if (!end.signal.aborted) throw error;
} finally {
  await database.close();
}
