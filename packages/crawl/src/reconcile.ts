import {
  addFinaliseStepWhenDone,
  endCrawl,
  listCancelledRunning,
  listStalledCrawls,
  type OpenCrawl,
  reapExpiredLeases,
} from "@sekinin/db";
import type { CrawlServices } from "./services.ts";

/** What one sweep put right. */
export type Reconciled = {
  readonly leases: number;
  readonly cancelled: number;
  readonly finalised: number;
  readonly failed: number;
};

/**
 * Puts right what a process that vanished left behind: leases that ran out, cancelled crawls without a running step,
 * and crawls whose last step was never added. Safe to run anywhere, any time, twice at once.
 */
export async function reconcile(services: CrawlServices): Promise<Reconciled> {
  const { database } = services;
  const leases = await database.withSystem(reapExpiredLeases);
  const { mended: cancelled } = await each(services, await database.withSystem(listCancelledRunning), (crawl) =>
    database.withTenant(crawl.tenantId, (tx) =>
      endCrawl(tx, crawl.crawlId, { state: "cancelled" }, services.clock.now()),
    ),
  );
  const stalled = await database.withSystem(listStalledCrawls);
  const { mended: finalised, refused } = await each(services, stalled, (crawl) =>
    database.withTenant(crawl.tenantId, (tx) => addFinaliseStepWhenDone(tx, crawl.crawlId)),
  );
  const { mended: failed } = await each(services, await stillStalled(services, refused), (crawl) =>
    database.withTenant(crawl.tenantId, (tx) =>
      endCrawl(tx, crawl.crawlId, { state: "failed", failure: { code: "internal" } }, services.clock.now()),
    ),
  );
  return { leases, cancelled, finalised, failed };
}

/**
 * Those whose organisation's or last step has failed: the last step was refused, not only out of reach. A crawl that
 * came to a stop only now is left out: the process that ended its step is about to add the last one.
 */
async function stillStalled({ database }: CrawlServices, refused: readonly OpenCrawl[]): Promise<readonly OpenCrawl[]> {
  if (refused.length === 0) return [];
  const known = new Set(refused.map(({ crawlId }) => crawlId));
  return (await database.withSystem(listStalledCrawls)).filter(({ crawlId }) => known.has(crawlId));
}

/** How many were put right, and which had nothing to be put right; those whose attempt failed are in neither. */
async function each(
  services: CrawlServices,
  crawls: readonly OpenCrawl[],
  mend: (crawl: OpenCrawl) => Promise<boolean>,
): Promise<{ readonly mended: number; readonly refused: readonly OpenCrawl[] }> {
  let mended = 0;
  const refused: OpenCrawl[] = [];
  for (const crawl of crawls) {
    try {
      if (await mend(crawl)) mended += 1;
      else refused.push(crawl);
    } catch (error) {
      services.logger.warn({ crawl: crawl.crawlId, error }, "a crawl could not be put right and will be tried again");
    }
  }
  return { mended, refused };
}
