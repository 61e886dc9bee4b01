import {
  listServicesInUse,
  readCoverageBasis,
  readSnapshot,
  requestCoverage,
  settleCoverageRequest,
  storeCoverage,
  storeOrganizationChanges,
  type TenantTransaction,
} from "@sekinin/db";
import type { OrganizationReading, ServicesInUse } from "@sekinin/guardrails";
import { fromDocument } from "../organization/crawled-organization.ts";
import type { CrawlServices } from "../services.ts";
import type { CoverageAnswer } from "./decide-coverage.ts";
import { decideInThread } from "./decide-in-thread.ts";

/** One crawl's organisation, to be decided. */
export type CoverageOf = {
  readonly tenantId: string;
  readonly organizationId: string;
  readonly crawlId: string;
  readonly reading: OrganizationReading;
  readonly partition: string;
};

/** What was decided of a crawl. */
export type CrawlCoverage = {
  readonly organizationId: string;
  readonly crawlId: string;
  /** Null where it could not be decided. */
  readonly answer: CoverageAnswer | null;
  /** False where this crawl was decided before: what changed is stored already. */
  readonly isFirst: boolean;
  /** The request that this decision answers, if there was one. */
  readonly requestedAt: Date | null;
};

/**
 * Decides a crawl's coverage with the tenant's parameters, and what changed since the crawl that was decided last. A
 * decision that fails is no reason to lose the crawl: it is logged, and `storeCrawlCoverage` asks for it again.
 */
export async function coverageOfCrawl(
  services: CrawlServices,
  { tenantId, organizationId, crawlId, reading, partition }: CoverageOf,
  signal: AbortSignal,
): Promise<CrawlCoverage> {
  const { basis, before, inUse } = await services.database.withTenant(tenantId, async (tx) => {
    const found = await readCoverageBasis(tx, organizationId);
    const last = found?.decidedCrawlId ?? found?.currentCrawlId ?? crawlId;
    const reading = last === crawlId ? null : await readReading(tx, last);
    return { basis: found, before: reading, inUse: await readServices(tx, organizationId) };
  });
  const isFirst = basis?.decidedCrawlId !== crawlId;
  const decided = { organizationId, crawlId, isFirst, requestedAt: basis?.requestedAt ?? null };
  const question = { reading, partition, parameters: basis?.parameters ?? {}, before, inUse };
  try {
    const answer = await decideInThread(question, { signal, seconds: services.limits.coverageSeconds });
    return { ...decided, answer };
  } catch (error) {
    signal.throwIfAborted();
    services.logger.error({ crawl: crawlId, error }, "coverage could not be decided and stays as it was");
    services.metrics.count("sekinin_coverage_failed_total", "Decisions of coverage that came to no end", {});
    return { ...decided, answer: null };
  }
}

async function readServices(tx: TenantTransaction, organizationId: string): Promise<ServicesInUse> {
  const rows = await listServicesInUse(tx, organizationId);
  return new Map(rows.map(({ accountId, services }) => [accountId, new Set(services)]));
}

/** Null where that crawl's snapshot is kept no more. */
async function readReading(tx: TenantTransaction, crawlId: string): Promise<OrganizationReading | null> {
  const snapshot = await readSnapshot(tx, crawlId);
  return snapshot === null ? null : fromDocument(snapshot.document).reading;
}

/** Writes what was decided, in the transaction that makes the crawl current; asks for a new decision where it failed. */
export async function storeCrawlCoverage(
  tx: TenantTransaction,
  { answer, organizationId, crawlId, isFirst, requestedAt }: CrawlCoverage,
  when: { readonly day: string; readonly at: Date },
): Promise<void> {
  if (answer === null) return requestCoverage(tx, organizationId);
  const { changes, ...decided } = answer;
  await storeCoverage(tx, { organizationId, crawlId, ...when, ...decided });
  if (isFirst) await storeOrganizationChanges(tx, { organizationId, crawlId, ...when, changes });
  if (requestedAt !== null) await settleCoverageRequest(tx, organizationId, requestedAt);
}
