import { type AwsAccess, createAwsAccess } from "@sekinin/aws";
import type { Environment, Logger, Metrics, TestSettings } from "@sekinin/config";
import { type CrawlServices, defaultLimits, systemClock } from "@sekinin/crawl";
import type { Database } from "@sekinin/db";
import { faultInjector } from "./fault-injector.ts";

const unpaced: AwsAccess["pacer"] = { take: async () => {}, penalise: async () => {} };

/** What steps work with, from the environment; fault tests shorten leases and name a point of death. */
export function crawlServices(
  environment: Pick<Environment, "AWS_REGION" | "REDIS_URL"> & Partial<Pick<Environment, "AWS_ENDPOINT_URL">>,
  parts: {
    readonly database: Database;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly tests: TestSettings;
  },
): CrawlServices {
  const { AWS_ENDPOINT_URL: endpointUrl, AWS_REGION: region, REDIS_URL: redisUrl } = environment;
  const { tests } = parts;
  const { SEKININ_TEST_LEASE_SECONDS: leaseSeconds, SEKININ_TEST_CALLS_IN_FLIGHT: inFlight } = tests;
  const paced = createAwsAccess({
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    ...(inFlight === undefined ? {} : { limits: { inFlight } }),
    region,
    redisUrl,
  });
  return {
    database: parts.database,
    aws: tests.SEKININ_TEST_UNPACED === "yes" ? { ...paced, pacer: unpaced } : paced,
    clock: systemClock,
    logger: parts.logger,
    metrics: parts.metrics,
    limits:
      leaseSeconds === undefined
        ? defaultLimits
        : {
            ...defaultLimits,
            leaseSeconds,
            renewSeconds: leaseSeconds / 4,
            watchSeconds: Math.min(2, leaseSeconds / 4),
            backOffSeconds: 1,
          },
    reached: faultInjector(tests, (signal) => process.kill(process.pid, signal)),
  };
}
