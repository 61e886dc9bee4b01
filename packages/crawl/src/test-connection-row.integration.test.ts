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
