import type { FaultRule } from "@sekinin/aws-sim";
import { readAccountPage, type TenantTransaction } from "@sekinin/db";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import {
  type BenchTenant,
  type CrawlBench,
  crawlToEnd,
  createCrawlBench,
  differencesOf,
  disagreementsOf,
} from "./testing/index.ts";

let bench: CrawlBench;
let tenant: BenchTenant;
/** An active member that has buckets, functions and findings. */
let victim: string;

beforeAll(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 61, accounts: 6 }],
    callLimits: {
      callMs: 4_000,
      inFlight: 12,
      transientAttempts: 2,
      throttleAttempts: 2,
      pauseMs: 5,
      longestPauseMs: 20,
    },
    limits: { accountSeconds: 30 },
  });
  const [first] = bench.tenants;
  if (first === undefined) throw new Error("no tenant");
  tenant = first;
  await crawlToEnd(bench, tenant);
  expect(await differencesOf(bench, tenant)).toEqual([]);
  victim = await inTenant(async (tx) => {
    const administrators = new Set(tenant.organization.delegatedAdministrators.map(({ accountId }) => accountId));
    const counts = await tx.finding.groupBy({ by: ["accountId"], where: { status: "open" }, _count: true });
    const [most] = counts
      .filter(
        ({ accountId }) => accountId !== tenant.organization.managementAccountId && !administrators.has(accountId),
      )
      .sort((a, b) => b._count - a._count);
    return most?.accountId ?? "";
  });
});
afterEach(() => bench.simulator.setFaults({ rules: [] }));
afterAll(() => bench.close());

function inTenant<T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return bench.postgres.database.withTenant(tenant.tenantId, work);
}
const pageOf = (accountId: string) =>
  inTenant((tx) => readAccountPage(tx, { organizationId: tenant.organization.id, accountId }));

type Case = {
  readonly given: string;
  readonly rules: readonly Omit<FaultRule, "accountId">[];
  readonly code: string;
  readonly status?: "unknown";
};
const cases: readonly Case[] = [
  { given: "its role is gone", rules: [{ effect: { kind: "delete-role" } }], code: "role-missing", status: "unknown" },
  {
    given: "AssumeRole is denied",
    rules: [{ effect: { kind: "deny" }, service: "sts" }],
    code: "role-missing",
    status: "unknown",
  },
  {
    given: "STS is down",
    rules: [{ effect: { kind: "status", status: 503 }, service: "sts" }],
    code: "endpoint-failed",
    status: "unknown",
  },
  { given: "one service is denied", rules: [{ effect: { kind: "deny" }, service: "s3" }], code: "access-denied" },
  {
    given: "one service is throttled out",
    rules: [{ effect: { kind: "throttle" }, service: "kms" }],
    code: "throttled",
  },
  {
    given: "one list never ends",
    rules: [{ effect: { kind: "endless-pages" }, service: "lambda", operation: "ListFunctions" }],
    code: "too-many-items",
  },
  {
    given: "one list repeats its token",
    rules: [{ effect: { kind: "same-token" }, service: "kms", operation: "ListKeys" }],
    code: "too-many-items",
  },
  { given: "one service hangs", rules: [{ effect: { kind: "hang" }, service: "config" }], code: "timeout" },
  {
    given: "one service cuts its answers",
    rules: [{ effect: { kind: "cut" }, service: "backup" }],
    code: "endpoint-failed",
  },
  {
    given: "one service answers half a body",
    rules: [{ effect: { kind: "malformed-body" }, service: "kms" }],
    code: "malformed-answer",
  },
  {
    given: "one service answers a web page",
    rules: [{ effect: { kind: "wrong-content-type" }, service: "ec2" }],
    code: "malformed-answer",
  },
  {
    given: "one service answers an entity bomb",
    rules: [{ effect: { kind: "hostile-body" }, service: "iam" }],
    code: "malformed-answer",
  },
  {
    given: "a Region is off after all",
    rules: [{ effect: { kind: "opt-out-region" }, region: "eu-west-1" }],
    code: "region-disabled",
  },
];

test.each(cases)(
  "where $given, that account has unknowns that say why, and nothing else changes",
  async ({ rules, code, status }) => {
    const before = await pageOf(victim);
    bench.simulator.setFaults({ rules: rules.map((rule) => ({ ...rule, accountId: victim })) });
    const crawl = await crawlToEnd(bench, tenant);
    expect(crawl.state).toBe("complete");
    const differences = await differencesOf(bench, tenant);
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.filter(({ key }) => !key.startsWith(victim))).toEqual([]);
    const others = differences.filter(({ decided }) => decided !== null && !decided.startsWith("unknown "));
    expect(others).toEqual([]);

    const page = await pageOf(victim);
    expect(page?.unread.map(({ reason }) => reason.code)).toContain(code);
    expect(page?.account.status).toBe(status ?? "current");
    expect(page?.findingCounts.resolved).toBe(before?.findingCounts.resolved);
    const known = (counts = before?.findingCounts) => (counts?.open ?? 0) + (counts?.unknown ?? 0);
    expect(known(page?.findingCounts)).toBe(known());
    expect(await disagreementsOf(bench, tenant)).toEqual([]);

    bench.simulator.setFaults({ rules: [] });
    await crawlToEnd(bench, tenant);
    expect(await differencesOf(bench, tenant)).toEqual([]);
    expect(await disagreementsOf(bench, tenant)).toEqual([]);
  },
);
