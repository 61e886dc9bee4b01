import type { SimulatedRole } from "@sekinin/aws-sim";
import {
  claimOrganization,
  findConnection,
  findConnectionTest,
  latestConnectionTest,
  requestConnectionTest,
  type TenantTransaction,
  updateConnection,
} from "@sekinin/db";
import { afterEach, expect, inject, test } from "vitest";
import { testConnectionRow } from "./test-connection-row.ts";
import { benchTenant } from "./testing/bench-tenant.ts";
import { type BenchTenant, benchOrganization, type CrawlBench, createCrawlBench } from "./testing/index.ts";

let bench: CrawlBench;
afterEach(() => bench.close());

const { signal } = new AbortController();

async function open(options: Parameters<typeof benchOrganization>[0]): Promise<BenchTenant> {
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), organizations: [options] });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  return tenant;
}
function inTenant<T>({ tenantId }: BenchTenant, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  return bench.postgres.database.withTenant(tenantId, work);
}
/** As on AWS: a role that lets anybody in is a fault there, not a limit of the endpoint. */
const asOnAws = () => ({ ...bench.services, aws: { ...bench.services.aws, isLoopback: false } });
const request = (tenant: BenchTenant) => inTenant(tenant, (tx) => requestConnectionTest(tx, tenant.connection.id));
const stateOf = async (tenant: BenchTenant) =>
  (await inTenant(tenant, (tx) => findConnection(tx, tenant.connection.id)))?.state;
const claim = (tenant: BenchTenant) =>
  bench.postgres.database.withSystem((tx) =>
    claimOrganization(tx, {
      tenantId: tenant.tenantId,
      connectionId: tenant.connection.id,
      organizationId: tenant.organization.id,
    }),
  );

test("a sound connection is ready, and its organisation is the tenant's", async () => {
  const tenant = await open({ seed: 11, accounts: 3 });
  const { id } = await request(tenant);
  const payload = { tenantId: tenant.tenantId, testId: id };
  expect(await testConnectionRow(asOnAws(), payload, { signal })).toBe("passed");
  expect(await testConnectionRow(asOnAws(), payload, { signal })).toBe("not-claimed");
  expect(await stateOf(tenant)).toBe("ready");
  expect(await claim(tenant)).toBe("yours");
});

test("a role that lets in whoever asks is unsafe, and its organisation belongs to nobody by that", async () => {
  const seed = 12;
  const plain = benchOrganization({ seed, accounts: 3 });
  const account = plain.account(plain.managementAccountId);
  if (account === undefined) throw new Error("no management account");
  const roles = account.roles.map((role): SimulatedRole => ({ ...role, externalId: null }));
  const tenant = await open({ seed, accounts: 3, overrides: { [plain.managementAccountId]: { roles } } });
  const { id } = await request(tenant);
  expect(await testConnectionRow(asOnAws(), { tenantId: tenant.tenantId, testId: id }, { signal })).toBe("failed");
  expect(await stateOf(tenant)).toBe("unsafe");
  const steps = (await inTenant(tenant, (tx) => findConnectionTest(tx, id)))?.steps;
  expect(JSON.stringify(steps)).toContain("accepts-no-external-id");
  expect(JSON.stringify(steps)).not.toContain(tenant.organization.id);
  expect(await claim(tenant)).toBe("claimed");
});

test("a test of roles that were changed meanwhile says nothing about the new ones", async () => {
  const tenant = await open({ seed: 13, accounts: 3 });
  const { id } = await request(tenant);
  const { database } = bench.services;
  let changed = false;
  const services = {
    ...asOnAws(),
    database: {
      ...database,
      // Before the organisation is claimed, and so before the test ends.
      withSystem: async (...given: Parameters<typeof database.withSystem>) => {
        if (!changed) {
          changed = true;
          await inTenant(tenant, (tx) =>
            updateConnection(tx, tenant.connection.id, { memberRoleName: "Another", state: "draft" }),
          );
        }
        return database.withSystem(...given);
      },
    } as typeof database,
  };
  await testConnectionRow(services, { tenantId: tenant.tenantId, testId: id }, { signal });
  expect(changed).toBe(true);
  expect(await stateOf(tenant)).toBe("draft");
  const latest = await inTenant(tenant, (tx) => latestConnectionTest(tx, tenant.connection.id));
  expect(latest).toMatchObject({ id, state: "passed" });
});

test("another tenant's organisation looks like a role that is not there, at every moment of the test", async () => {
  const tenant = await open({ seed: 14, accounts: 3 });
  const other = await benchTenant(bench.postgres, tenant.organization);
  expect(await claim(other)).toBe("claimed");
  const { id } = await request(tenant);
  const stored = async () => (await inTenant(tenant, (tx) => findConnectionTest(tx, id)))?.steps;
  const { database } = bench.services;
  const seen: unknown[] = [];
  const services = {
    ...asOnAws(),
    database: {
      ...database,
      withSystem: async (...given: Parameters<typeof database.withSystem>) => {
        seen.push(await stored());
        return database.withSystem(...given);
      },
    } as typeof database,
  };
  expect(await testConnectionRow(services, { tenantId: tenant.tenantId, testId: id }, { signal })).toBe("failed");
  expect(seen).toEqual([[]]);
  expect(await stored()).toMatchObject([{ step: "management-assume", outcome: "failed", code: "role-refused" }]);
  expect(JSON.stringify(await stored())).not.toContain(tenant.organization.id);
});

/** Services that make a mistake of ours, once: at the n-th transaction of the kind. */
function breakingAt(kind: "withSystem" | "withTenant", use: number) {
  const { database } = bench.services;
  let uses = 0;
  const broken = (...given: Parameters<typeof database.withTenant>) => {
    uses += 1;
    if (uses === use) throw new TypeError("a mistake of ours");
    return (database[kind] as typeof database.withTenant)(...given);
  };
  return { ...asOnAws(), database: { ...database, [kind]: broken } as typeof database };
}

test.each([
  { given: "before anything may be shown", kind: "withSystem" as const, use: 1, passed: 0 },
  { given: "after the organisation was shown", kind: "withTenant" as const, use: 3, passed: 4 },
  { given: "before the last step was shown", kind: "withTenant" as const, use: 5, passed: 6 },
])("a test that meets a mistake of ours $given fails at once and says so", async ({ kind, use, passed }) => {
  const tenant = await open({ seed: 15, accounts: 3 });
  const { id } = await request(tenant);
  const before = await stateOf(tenant);
  expect(await testConnectionRow(breakingAt(kind, use), { tenantId: tenant.tenantId, testId: id }, { signal })).toBe(
    "failed",
  );
  const ended = await inTenant(tenant, (tx) => findConnectionTest(tx, id));
  expect(ended?.state).toBe("failed");
  expect(ended?.finishedAt).not.toBeNull();
  const codes = ended?.steps.map(({ outcome, code }) => `${outcome} ${code}`) ?? [];
  expect(codes).toHaveLength(7);
  expect(codes.slice(0, passed)).toEqual(Array.from({ length: passed }, () => "passed as-expected"));
  expect(codes[passed]).toBe("failed internal");
  expect(codes.slice(passed + 1)).toEqual(Array.from({ length: 6 - passed }, () => "skipped not-reached"));
  expect(JSON.stringify(ended?.steps)).not.toContain("mistake");
  // It says nothing about the roles.
  expect(await stateOf(tenant)).toBe(before);
  // The next one may pass at once.
  const again = await request(tenant);
  expect(again.id).not.toBe(id);
  expect(await testConnectionRow(asOnAws(), { tenantId: tenant.tenantId, testId: again.id }, { signal })).toBe(
    "passed",
  );
});

test("a result that cannot be stored is no passed test", async () => {
  const tenant = await open({ seed: 16, accounts: 3 });
  const { id } = await request(tenant);
  // The claim, four showings, and then the end.
  const services = breakingAt("withTenant", 6);
  expect(await testConnectionRow(services, { tenantId: tenant.tenantId, testId: id }, { signal })).toBe("failed");
  const ended = await inTenant(tenant, (tx) => findConnectionTest(tx, id));
  expect(ended?.state).toBe("failed");
  expect(ended?.steps).toHaveLength(7);
  expect(ended?.steps.at(-1)).toMatchObject({ outcome: "failed", code: "internal" });
});

test("a worker that stops leaves the test to the next one", async () => {
  const tenant = await open({ seed: 17, accounts: 3 });
  const { id } = await request(tenant);
  const stop = AbortSignal.abort(new Error("stopping"));
  const run = testConnectionRow(asOnAws(), { tenantId: tenant.tenantId, testId: id }, { signal: stop });
  await expect(run).rejects.toThrow("stopping");
  expect((await inTenant(tenant, (tx) => findConnectionTest(tx, id)))?.state).toBe("running");
});
