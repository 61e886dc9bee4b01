import { randomUUID } from "node:crypto";
import type { SimulatedOrganization } from "@sekinin/aws-sim";
import { type Environment, logger } from "@sekinin/config";
import { type BenchTenant, benchTenant } from "@sekinin/crawl/testing";
import { type CrawlProgress, crawlProgress, startCrawl } from "@sekinin/db";
import type { TestDatabase } from "@sekinin/db/testing";
import { startWorker } from "../apps/worker/src/start-worker.ts";
import type { Services } from "./harness.ts";

/** One finished crawl of the product: wall time, our own CPU time, and what its steps counted. */
export type CrawlRun = {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly organizationSeconds: number;
  readonly progress: CrawlProgress;
};

export type CrawlPlace = {
  readonly services: Services;
  readonly organization: SimulatedOrganization;
  readonly endpointUrl: string;
};

/** Runs `work` with a new database that holds one tenant, connected to the organisation and never crawled. */
export async function withTenantDatabase<T>(
  { services, organization }: CrawlPlace,
  work: (database: TestDatabase, tenant: BenchTenant) => Promise<T>,
): Promise<T> {
  const database = await services.createDatabase();
  try {
    return await work(database, await benchTenant(database, organization));
  } finally {
    await database.drop();
  }
}

/** Starts the worker that production runs, in this process, and stops it after `work`. */
export async function withWorker<T>(place: CrawlPlace, database: TestDatabase, work: () => Promise<T>): Promise<T> {
  const environment: Environment = {
    DATABASE_URL: database.appUrl,
    DATABASE_SYSTEM_URL: database.systemUrl,
    REDIS_URL: place.services.redisUrl,
    AWS_ENDPOINT_URL: place.endpointUrl,
    AWS_REGION: "us-east-1",
    SEKININ_PUBLIC_URL: "http://127.0.0.1:3000",
    SEKININ_SECRET: "YmVuY2hiZW5jaGJlbmNoYmVuY2hiZW5jaGJlbmNoYmVuY2g",
    PORT: 0,
    WORKER_PORT: 0,
    WORKER_CONCURRENCY: workerConcurrency,
    SEKININ_MAIL_AFTER_CRASH: "resend",
    LOG_LEVEL: "error",
  };
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  const worker = await startWorker(
    environment,
    { SEKININ_TEST_QUEUE_PREFIX: prefix },
    logger("bench", { level: "error" }),
  );
  try {
    return await work();
  } finally {
    await worker.stop();
  }
}

/** The worker's default: steps that it runs at once. */
export const workerConcurrency = 8;

/** Rarely: the questions are not the product's, but would be counted as its CPU time. */
const lookEveryMs = 1_000;

/** Crawls the tenant's organisation with whatever workers run. Throws where the crawl does not complete. */
export async function crawlByWorkers(database: TestDatabase, tenant: BenchTenant): Promise<CrawlRun> {
  const cpu = process.cpuUsage();
  const crawl = await database.database.withTenant(tenant.tenantId, (tx) =>
    startCrawl(tx, { connectionId: tenant.connection.id, trigger: "manual" }),
  );
  if (!("id" in crawl)) throw new Error("a crawl runs already");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    const progress = await database.database.withTenant(tenant.tenantId, (tx) => crawlProgress(tx, crawl.id));
    if (progress === null) throw new Error("the crawl is gone");
    if (progress.state === "running") continue;
    if (progress.state !== "complete") throw new Error(`the crawl is ${progress.state}`);
    const { user, system } = process.cpuUsage(cpu);
    return { ...(await timesOf(database, tenant, crawl.id)), cpuSeconds: (user + system) / 1e6, progress };
  }
}

/** From the request to the end, by the database's clock, and the part until the organisation was read. */
function timesOf({ database }: TestDatabase, { tenantId }: BenchTenant, crawlId: string) {
  return database.withTenant(tenantId, async (tx) => {
    const crawl = await tx.crawl.findFirstOrThrow({ where: { id: crawlId } });
    const step = await tx.crawlStep.findFirstOrThrow({ where: { crawlId, kind: "organization" } });
    const since = (at: Date | null) => ((at?.getTime() ?? Number.NaN) - crawl.requestedAt.getTime()) / 1_000;
    return { seconds: since(crawl.finishedAt), organizationSeconds: since(step.finishedAt) };
  });
}
