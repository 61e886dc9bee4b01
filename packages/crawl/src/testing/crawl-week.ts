import { setMaxListeners } from "node:events";
import type { SimulatedOrganization } from "@sekinin/aws-sim";
import { createInProcessSimulator } from "@sekinin/aws-sim";
import { createMetrics, logger } from "@sekinin/config";
import { type Crawl, type Database, findCrawl, listCrawls, listDispatchable, startCrawl } from "@sekinin/db";
import { reconcile } from "../reconcile.ts";
import { type CrawlServices, defaultLimits } from "../services.ts";
import { runStep } from "../step/run-step.ts";
import { createInProcessAccess } from "./in-process-access.ts";

/** One week of a tenant's organisation, and when it was crawled. */
export type Week = {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly organization: SimulatedOrganization;
  readonly at: Date;
};

/** crawled: now; known: by an earlier call; passed: a later crawl is there already, and history has one direction. */
export type WeekOutcome = "crawled" | "known" | "passed";

/** Short enough that a start after an interrupted one does not wait long for the steps that it held. */
const leases = { leaseSeconds: 15, renewSeconds: 4 };
/** Steps under way at once: many of them wait for a credential report. */
const hands = 24;
const mostWeeks = 100;

/**
 * Crawls an earlier week now, with the product's own steps and that week's clock, in this process and without a wire.
 * A crawl of the week that was interrupted is gone on with. Rejects with the signal's reason when it is aborted, and
 * with an Error where the crawl does not complete.
 */
export async function crawlWeek(
  database: Database,
  week: Week,
  options: { readonly signal?: AbortSignal } = {},
): Promise<WeekOutcome> {
  const signal = options.signal ?? new AbortController().signal;
  // Every step under way listens.
  setMaxListeners(0, signal);
  const { tenantId, connectionId, at } = week;
  const crawls = await database.withTenant(tenantId, (tx) => listCrawls(tx, { limit: mostWeeks, connectionId }));
  const own = crawls.filter(({ requestedAt }) => requestedAt.getTime() === at.getTime());
  if (own.some(({ state }) => state === "complete")) return "known";
  const crawlId = own.find(({ state }) => state === "running")?.id ?? null;
  if (crawls.some(({ requestedAt }) => requestedAt > at)) return "passed";
  const services = servicesOf(database, week);
  try {
    await runToEnd(services, tenantId, crawlId ?? (await start(database, week)), signal);
  } finally {
    await services.aws.close();
  }
  return "crawled";
}

async function start(database: Database, { tenantId, connectionId, at }: Week): Promise<string> {
  const started = await database.withTenant(tenantId, (tx) =>
    startCrawl(tx, { connectionId, trigger: "schedule", at }),
  );
  if ("id" in started) return started.id;
  throw new Error("an older crawl of this connection is still running");
}

function servicesOf(database: Database, { organization, at }: Week): CrawlServices {
  const began = performance.now();
  return {
    database,
    aws: createInProcessAccess(createInProcessSimulator([organization])),
    clock: { now: () => new Date(at.getTime() + performance.now() - began) },
    logger: logger("history", { level: "error" }),
    metrics: createMetrics(),
    limits: { ...defaultLimits, ...leases },
  };
}

async function runToEnd(services: CrawlServices, tenantId: string, crawlId: string, signal: AbortSignal) {
  const { database } = services;
  for (;;) {
    signal.throwIfAborted();
    const crawl = await database.withTenant(tenantId, (tx) => findCrawl(tx, crawlId));
    if (crawl === null || crawl.state !== "running") return assertComplete(crawl);
    const backlog = await database.withSystem((tx) => listDispatchable(tx, { perTenantLimit: 1_000 }));
    const pending = [...(backlog.find((tenant) => tenant.tenantId === tenantId)?.pending ?? [])];
    if (pending.length === 0) {
      // Steps that an interrupted start held come back when their leases have run out.
      await reconcile(services);
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    const hand = async () => {
      for (let stepId = pending.shift(); stepId !== undefined && !signal.aborted; stepId = pending.shift())
        await runStep(services, { tenantId, stepId }, { signal });
    };
    await Promise.all(Array.from({ length: hands }, hand));
  }
}

function assertComplete(crawl: Crawl | null): void {
  if (crawl?.state !== "complete")
    throw new Error(
      `a crawl of an earlier week is ${crawl?.state ?? "gone"}: ${JSON.stringify(crawl?.failure ?? null)}`,
    );
}
