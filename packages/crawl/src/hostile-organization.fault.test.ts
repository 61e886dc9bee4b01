import type { FaultRule, OrganizationOptions } from "@sekinin/aws-sim";
import { findCrawl, readAccountPage, readHeatmap, type TenantTransaction } from "@sekinin/db";
import { afterEach, expect, inject, test } from "vitest";
import {
  type BenchTenant,
  benchOrganization,
  brokenPromises,
  type CrawlBench,
  crawlToEnd,
  createCrawlBench,
  differencesOf,
  disagreementsOf,
} from "./testing/index.ts";

let bench: CrawlBench;
afterEach(() => bench.close());

async function open(organization: Partial<OrganizationOptions>): Promise<BenchTenant> {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [organization],
    callLimits: {
      callMs: 4_000,
      inFlight: 12,
      transientAttempts: 2,
      throttleAttempts: 2,
      pauseMs: 5,
      longestPauseMs: 20,
    },
  });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  return tenant;
}
function inTenant<T>({ tenantId }: BenchTenant, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return bench.postgres.database.withTenant(tenantId, work);
}

test.each<{ given: string; organization: Partial<OrganizationOptions> }>([
  { given: "without SCPs", organization: { disabledPolicyTypes: ["SERVICE_CONTROL_POLICY"] } },
  { given: "with a policy that is not JSON", organization: { brokenPolicy: true } },
  { given: "of hostile names", organization: { hostileNames: true, accounts: 10 } },
  { given: "whose accounts come without their paths", organization: { omitAccountPaths: true } },
  { given: "without a GuardDuty administrator", organization: { guardDutyAdministrator: false } },
  { given: "of one account", organization: { accounts: 1 } },
])("an organisation $given is crawled as planted", async ({ organization }) => {
  const tenant = await open({ seed: 71, ...organization });
  expect((await crawlToEnd(bench, tenant)).state).toBe("complete");
  expect(await differencesOf(bench, tenant)).toEqual([]);
  expect(await disagreementsOf(bench, tenant)).toEqual([]);
});

test("hostile names come out as the text that they are, and no row is keyed by them", async () => {
  const tenant = await open({ seed: 72, accounts: 10, hostileNames: true });
  await crawlToEnd(bench, tenant);
  const { organization } = tenant;
  const heatmap = await inTenant(tenant, (tx) =>
    readHeatmap(tx, {
      organizationId: organization.id,
      parentIds: [organization.root.id, ...organization.units.map(({ id }) => id)],
    }),
  );
  expect(heatmap?.rows.some(({ name }) => /<|\u202e|=cmd/i.test(name))).toBe(true);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test("a suspended account is frozen without being entered", async () => {
  const options = { seed: 73, accounts: 6 };
  const victim = [...benchOrganization(options).accountIds()].at(-1) ?? "";
  const tenant = await open({ ...options, overrides: { [victim]: { state: "SUSPENDED" } } });
  const crawl = await crawlToEnd(bench, tenant);
  expect(await brokenPromises(bench, tenant, crawl.id)).toEqual([]);
  const page = await inTenant(tenant, (tx) =>
    readAccountPage(tx, { organizationId: tenant.organization.id, accountId: victim }),
  );
  expect(page?.account).toMatchObject({ status: "frozen", reason: { code: "account-suspended" } });
  expect(page?.accountState).toBe("SUSPENDED");
  expect(bench.simulator.calls().rows.filter(({ accountId }) => accountId === victim)).toEqual([]);
});

test("an account whose role asks for another external id is unknown, and the others are read", async () => {
  const options = { seed: 76, accounts: 5 };
  const plain = benchOrganization(options);
  const victim = [...plain.accountIds()].at(-1) ?? "";
  const roles = plain.account(victim)?.roles.map((role) => ({ ...role, externalId: "somebody-elses" })) ?? [];
  const tenant = await open({ ...options, overrides: { [victim]: { roles } } });
  expect((await crawlToEnd(bench, tenant)).state).toBe("complete");
  const page = await inTenant(tenant, (tx) =>
    readAccountPage(tx, { organizationId: tenant.organization.id, accountId: victim }),
  );
  expect(page?.account).toMatchObject({
    status: "unknown",
    reason: { code: "role-missing", action: "sts:AssumeRole" },
  });
  const differences = await differencesOf(bench, tenant);
  expect(differences.filter(({ key }) => !key.startsWith(victim))).toEqual([]);
});

const fullStop: readonly { given: string; rule: FaultRule; code: string; reason: string }[] = [
  {
    given: "the management role is gone",
    rule: { effect: { kind: "deny" }, service: "sts" },
    code: "connection.role-missing",
    reason: "role-missing",
  },
  {
    given: "Organizations is denied",
    rule: { effect: { kind: "deny" }, service: "organizations", operation: "DescribeOrganization" },
    code: "aws.denied",
    reason: "access-denied",
  },
  {
    given: "Organizations hangs",
    rule: { effect: { kind: "hang" }, service: "organizations" },
    code: "aws.endpoint-failed",
    reason: "timeout",
  },
  {
    given: "the list of accounts never ends",
    rule: { effect: { kind: "endless-pages" }, service: "organizations", operation: "ListAccounts" },
    code: "aws.endpoint-failed",
    reason: "too-many-items",
  },
  {
    given: "the list of accounts is garbage",
    rule: { effect: { kind: "malformed-body" }, service: "organizations", operation: "ListAccounts" },
    code: "aws.malformed-answer",
    reason: "malformed-answer",
  },
];

test.each(fullStop)(
  "where $given, the crawl fails with its reason and an earlier crawl stays as it was",
  async ({ rule, code, reason }) => {
    const tenant = await open({ seed: 74, accounts: 4 });
    const first = await crawlToEnd(bench, tenant);
    bench.simulator.setFaults({ rules: [rule] });
    const crawl = await crawlToEnd(bench, tenant);
    expect(crawl).toMatchObject({ state: "failed", failure: { code, detail: { code: reason } } });
    expect(await differencesOf(bench, tenant)).toEqual([]);
    const [organization] = await inTenant(tenant, (tx) => tx.organization.findMany());
    expect(organization?.currentCrawlId).toBe(first.id);

    bench.simulator.setFaults({ rules: [] });
    const third = await crawlToEnd(bench, tenant);
    expect(await inTenant(tenant, (tx) => findCrawl(tx, third.id))).toMatchObject({ state: "complete" });
  },
);

test("where policies cannot be read, only the organisation's own duty is unknown", async () => {
  const tenant = await open({ seed: 75, accounts: 5 });
  bench.simulator.setFaults({
    rules: [{ effect: { kind: "deny" }, service: "organizations", operation: "ListPolicies" }],
  });
  expect((await crawlToEnd(bench, tenant)).state).toBe("complete");
  const differences = await differencesOf(bench, tenant);
  expect(differences.length).toBeGreaterThan(0);
  expect(differences.filter(({ key }) => !key.includes(" organizations-scp-enforced "))).toEqual([]);
  expect(new Set(differences.map(({ decided }) => decided))).toEqual(new Set(["unknown access-denied"]));
});
