import type { AwsAccess } from "@sekinin/aws";
import type { FaultPoint, Logger, Metrics } from "@sekinin/config";
import type { Database } from "@sekinin/db";
import type { Clock } from "./clock.ts";
import type { LeaseTimes } from "./step/hold-lease.ts";

/** What a crawl is made with. Nothing here belongs to one tenant or account. */
export type CrawlServices = {
  readonly database: Database;
  readonly aws: AwsAccess;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: CrawlLimits;
  /** Told at the named points of a step; fault tests end the process there. */
  readonly reached?: (point: FaultPoint) => void;
};

export type CrawlLimits = LeaseTimes & {
  /** Attempts at one step before what failed for a passing reason is written down as unknown. */
  readonly attempts: number;
  /** Wait after the first failed attempt; it doubles up to `longestBackOffSeconds`. */
  readonly backOffSeconds: number;
  readonly longestBackOffSeconds: number;
  /** Time for reading one account; what is not read by then is unknown: timeout. */
  readonly accountSeconds: number;
  /** Time for deciding one organisation's coverage; a crawl whose coverage takes longer is complete without. */
  readonly coverageSeconds: number;
};

export const defaultLimits: CrawlLimits = {
  leaseSeconds: 60,
  renewSeconds: 15,
  watchSeconds: 2,
  attempts: 4,
  backOffSeconds: 5,
  longestBackOffSeconds: 120,
  accountSeconds: 900,
  coverageSeconds: 300,
};
