import {
  claimCoverageRequest,
  listDueCoverage,
  lockCurrentCrawl,
  readCoverageBasis,
  readSnapshot,
  readTenant,
  requestCoverage,
  settleCoverageRequest,
  type TenantTransaction,
} from "@sekinin/db";
import { calendarDay } from "@sekinin/posture";
import { fromDocument } from "../organization/crawled-organization.ts";
import type { CrawlServices } from "../services.ts";
import { type CoverageOf, type CrawlCoverage, coverageOfCrawl, storeCrawlCoverage } from "./coverage-of-crawl.ts";

/** `not-due`: another worker has it, or nobody asked. `overtaken`: a crawl came in between and has decided itself. */
export type RedecideOutcome = "decided" | "failed" | "not-due" | "no-crawl" | "overtaken";

type Asked = { readonly tenantId: string; readonly organizationId: string };

/** A decision whose process vanished is taken by another one after this; it doubles with each attempt. */
const claimSeconds = 600;

/**
 * Decides the coverage of an organisation's current crawl again, where somebody asked: parameters changed, or the crawl
 * could not decide it. May run any number of times at once; nothing is read from AWS.
 */
export async function redecideCoverage(
  services: CrawlServices,
  asked: Asked,
  { signal }: { readonly signal: AbortSignal },
): Promise<RedecideOutcome> {
  const { tenantId, organizationId } = asked;
  const claim = await services.database.withTenant(tenantId, async (tx) => {
    const request = await claimCoverageRequest(tx, organizationId, claimSeconds);
    if (request === null) return "not-due";
    const current = await readCurrent(tx, asked);
    // The first crawl decides with whatever was set by then.
    if (current === null) await settleCoverageRequest(tx, organizationId, request.requestedAt);
    return current ?? "no-crawl";
  });
  if (typeof claim === "string") return claim;
  try {
    return await store(services, asked, await coverageOfCrawl(services, claim, signal));
  } catch (error) {
    // A worker that stops leaves the request to the next one at once.
    if (signal.aborted) await services.database.withTenant(tenantId, (tx) => requestCoverage(tx, organizationId));
    throw error;
  }
}

async function readCurrent(tx: TenantTransaction, { tenantId, organizationId }: Asked): Promise<CoverageOf | null> {
  const crawlId = (await readCoverageBasis(tx, organizationId))?.currentCrawlId ?? null;
  const snapshot = crawlId === null ? null : await readSnapshot(tx, crawlId);
  if (crawlId === null || snapshot === null) return null;
  const { reading, partition } = fromDocument(snapshot.document);
  return { tenantId, organizationId, crawlId, reading, partition };
}

async function store(
  { database, clock }: CrawlServices,
  { tenantId, organizationId }: Asked,
  coverage: CrawlCoverage,
): Promise<RedecideOutcome> {
  // Its claim runs out, and then it is tried again.
  if (coverage.answer === null) return "failed";
  return database.withTenant(
    tenantId,
    async (tx) => {
      const at = clock.now();
      if ((await lockCurrentCrawl(tx, organizationId)) !== coverage.crawlId) {
        const isOpen = (await readCoverageBasis(tx, organizationId))?.requestedAt !== null;
        if (isOpen) await requestCoverage(tx, organizationId);
        return "overtaken";
      }
      await storeCrawlCoverage(tx, coverage, { day: calendarDay((await readTenant(tx)).zone, at), at });
      return "decided";
    },
    { timeoutMs: 300_000 },
  );
}

/** Decides what waits in all tenants, one after the other; says how many were decided. */
export async function redecideDue(services: CrawlServices, options: { readonly signal: AbortSignal }): Promise<number> {
  let decided = 0;
  for (const due of await services.database.withSystem((tx) => listDueCoverage(tx))) {
    if (options.signal.aborted) break;
    try {
      if ((await redecideCoverage(services, due, options)) === "decided") decided += 1;
    } catch (error) {
      if (options.signal.aborted) break;
      services.logger.error({ ...due, error }, "coverage could not be decided again and will be tried again");
    }
  }
  return decided;
}
