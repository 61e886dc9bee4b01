import type { ClaimedStep } from "@sekinin/db";
import type { CrawlServices } from "../services.ts";

/** API calls of one attempt, counted where they are made. */
export type Spent = { calls: number; throttles: number };

/** What the work of one claimed step gets. Each write goes through `step.leaseToken`. */
export type StepContext = {
  readonly services: CrawlServices;
  readonly tenantId: string;
  readonly step: ClaimedStep;
  /** Aborted when the lease is lost, the crawl is cancelled or the process stops. */
  readonly signal: AbortSignal;
  readonly spent: Spent;
};
