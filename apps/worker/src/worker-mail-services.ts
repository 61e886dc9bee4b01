import type { Environment, Logger, Metrics, TestSettings } from "@sekinin/config";
import type { Database } from "@sekinin/db";
import {
  defaultMailLimits,
  defaultTransportLimits,
  type MailServices,
  mailSettings,
  smtpTransport,
} from "@sekinin/digest/sending";
import type { Redis } from "ioredis";
import { confirmationCount } from "./confirmation-count.ts";
import { faultInjector } from "./fault-injector.ts";

/** What mails are sent with; null where this installation has no mail server, so that none are planned either. */
export function workerMailServices(
  environment: Environment,
  parts: {
    readonly database: Database;
    readonly redis: Redis;
    readonly prefix: string;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly tests: TestSettings;
  },
): MailServices | null {
  const settings = mailSettings(environment);
  if (settings === null) return null;
  const { database, redis, prefix, logger, metrics, tests } = parts;
  const leaseSeconds = tests.SEKININ_TEST_LEASE_SECONDS;
  const isQuick = leaseSeconds !== undefined;
  return {
    database,
    settings,
    transport: smtpTransport(
      settings.server,
      isQuick
        ? {
            ...defaultTransportLimits,
            silenceMs: leaseSeconds * 200,
            deadlineMs: leaseSeconds * 300,
            answerMs: leaseSeconds * 400,
          }
        : defaultTransportLimits,
    ),
    clock: { now: () => new Date() },
    logger,
    metrics,
    limits: isQuick ? { ...defaultMailLimits, leaseSeconds, retrySeconds: 1 } : defaultMailLimits,
    mayAsk: confirmationCount(redis, prefix),
    reached: faultInjector(tests, (signal) => process.kill(process.pid, signal)),
  };
}
